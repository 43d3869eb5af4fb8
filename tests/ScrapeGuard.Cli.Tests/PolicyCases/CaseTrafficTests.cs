using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Cli.PolicyCases;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Tests.PolicyCases;

public sealed class CaseTrafficTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    [Test]
    public void Of_ActWithPlays_WritesEventsReportsAndTheEnd()
    {
        var act = new CaseAct
        {
            Account = "a",
            Operation = Operation.Audio,
            Count = 2,
            Every = TimeSpan.FromMinutes(1),
            From = TimeSpan.FromHours(1),
            Plays = TimeSpan.FromSeconds(90),
            Plan = "free",
        };

        LinesOf(act).Should().Equal(
            Line("01:00:00", "audio") + ""","tracks":["act-0-0"],"plan":"free"}""",
            Line("01:01:00", "audio") + ""","tracks":["act-0-1"],"plan":"free"}""",
            Line("01:01:30", "play") + ""","tracks":["act-0-0"],"playedMs":90000,"plan":"free"}""",
            Line("01:02:30", "play") + ""","tracks":["act-0-1"],"playedMs":90000,"plan":"free"}""",
            Line("01:05:30", "other", "(end of the case)") + "}");
    }

    [Test]
    public void Of_RepeatsAfter_ServesTheSameTracksAgain()
    {
        var act = new CaseAct
        {
            Account = "a",
            Operation = Operation.Metadata,
            Count = 5,
            Tracks = 2,
            RepeatsAfter = 2,
        };

        LinesOf(act).SkipLast(1).Select(line => string.Join(' ', TracksOf(line))).Should().Equal(
            "act-0-0 act-0-1", "act-0-2 act-0-3", "act-0-0 act-0-1", "act-0-2 act-0-3", "act-0-0 act-0-1");
    }

    [Test]
    public void Of_AnyActs_AreInOrderOfTimeAndAllThere()
    {
        var acts = Gen.ListOf(
            from count in Gen.Choose(1, 20)
            from every in Gen.Choose(0, 100)
            from start in Gen.Choose(0, 500)
            from plays in Gen.Choose(-1, 30)
            select new CaseAct
            {
                Account = "a",
                Operation = Operation.License,
                Count = count,
                Every = TimeSpan.FromSeconds(every),
                From = TimeSpan.FromSeconds(start),
                Plays = plays < 0 ? null : TimeSpan.FromSeconds(plays),
            });

        Prop.ForAll(acts.ToArbitrary(), some =>
        {
            var lines = LinesOf([.. some]);
            var times = lines.ConvertAll(line => JsonDocument.Parse(line).RootElement.GetProperty("time").GetString());
            times.Should().BeInAscendingOrder(StringComparer.Ordinal);
            lines.Should().HaveCount(some.Sum(act => (int)act.Events) + 1);
        }).QuickCheckThrowOnFailure();
    }

    private static string Line(string time, string operation, string account = "a") =>
        $$"""{"time":"2026-01-05T{{time}}.000Z","account":"{{account}}","operation":"{{operation}}" """.TrimEnd();

    private static List<string> LinesOf(params CaseAct[] acts)
    {
        using var reader = new StreamReader(CaseTraffic.Of(acts, Grace));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static IEnumerable<string?> TracksOf(string line) => JsonDocument.Parse(line).RootElement
        .GetProperty("tracks").EnumerateArray().Select(track => track.GetString());
}
