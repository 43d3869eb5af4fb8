using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Tests;

public sealed partial class TrafficSimulationTests
{
    private static readonly string[] Operations =
        ["metadata", "search", "browse", "license", "audio", "play", "auth", "other"];

    private static readonly Capture Small = Capture.Of(Capture.Small());

    [Test]
    public void WriteTo_SameOptions_SameBytesAndTruth()
    {
        var again = Capture.Of(Capture.Small());

        again.Bytes.AsSpan().SequenceEqual(Small.Bytes).Should().BeTrue();
        again.Truth.Should().Equal(Small.Truth);
    }

    [Test]
    public void WriteTo_OtherSeed_OtherAccountsAndBytes()
    {
        var other = Capture.Of(Capture.Small(seed: 2));

        other.Bytes.AsSpan().SequenceEqual(Small.Bytes).Should().BeFalse();
        other.Truth.Select(account => account.Account)
            .Should().NotIntersectWith(Small.Truth.Select(account => account.Account));
    }

    [Test]
    public void WriteTo_AnySmallOptions_LinesInOrderWithinTheDaysAndTruthAgrees()
    {
        var seeds = ArbMap.Default.ArbFor<int>();
        Prop.ForAll(seeds, seed =>
        {
            var dice = new Chance((ulong)(uint)seed);
            var options = Capture.Small((ulong)(uint)seed) with { People = dice.Below(20), Days = 0.01 + dice.Unit() };
            var capture = Capture.Of(options);
            var times = capture.Parsed.Select(line => line.Time).ToArray();
            return times.SequenceEqual(times.Order())
                && times.All(time => time >= options.Start && time < options.Start.AddDays(options.Days))
                && capture.Truth.SequenceEqual(Recount.Of(capture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));
    }

    [Test]
    public void WriteTo_EveryLine_IsAnEventOfTheContract()
    {
        Small.Parsed.Count().Should().Be((int)Small.Events);
        foreach (var line in Small.Parsed)
        {
            Operations.Should().Contain(line.Operation);
            line.Account.Should().MatchRegex("^[0-9a-f]{16}$");
            line.Tracks.Length.Should().BeLessOrEqualTo(500);
            line.Tracks.All(track => track.Length == 12).Should().BeTrue();
            (line.Artist is not null).Should().Be(line.Tracks.Length == 1);
            (line.Album is not null).Should().Be(line.Tracks.Length == 1);
            (line.PlayedMs is not null).Should().Be(line.Operation == "play");
            line.Status.Should().BeOneOf(200, 401, 403, 404, 429, 503);
            line.Bytes.Should().BeGreaterOrEqualTo(0);
            System.Net.IPAddress.TryParse(line.Ip, out _).Should().BeTrue();
            line.AccountCreated.Should().BeBefore(line.Time);
        }
    }

    [Test]
    public void WriteTo_TimeOfALine_IsUtcWithMilliseconds() => Small.Lines
        .FirstOrDefault(line => !TimeShape().IsMatch(line)).Should().BeNull();

    [Test]
    public void WriteTo_Ids_AreUnique() =>
        Small.Parsed.Select(line => line.Id).Distinct().Should().HaveCount((int)Small.Events);

    [Test]
    public void WriteTo_EveryOperationStatusAndKind_Occurs()
    {
        Small.Parsed.Select(line => line.Operation).Distinct().Should().Contain(Operations.Except(["other"]));
        Small.Parsed.Select(line => line.Status).Distinct().Should().Contain([200, 401, 403, 404, 429, 503]);
        Small.Truth.Select(account => account.Kind).Distinct().Should().HaveCount(10 + ScraperPresets.All.Count);
    }

    [Test]
    public void WriteTo_ScrapersAdded_PeopleUnchanged()
    {
        var options = Capture.Small() with { Scrapers = [] };
        var alone = Capture.Of(options);
        var people = Small.Truth.Where(account => account.Label == "person").Select(account => account.Account)
            .ToHashSet();

        var kept = Small.Lines.Where(line => people.Contains(CaptureLine.Parse(line).Account));

        kept.Order(StringComparer.Ordinal).Should().Equal(alone.Lines.Order(StringComparer.Ordinal));
        Small.Truth.Where(account => account.Label == "person").Should().Equal(alone.Truth);
    }

    [Test]
    public void WriteTo_MaxEvents_IsThePrefixOfTheWholeAndTruthCountsOnlyIt()
    {
        var part = Capture.Of(Capture.Small() with { MaxEvents = 777 });

        part.Lines.Should().Equal(Small.Lines.Take(777));
        part.Truth.Sum(account => account.Events).Should().Be(777);
    }

    [Test]
    public void WriteTo_BufferWriter_SameBytesAsStream()
    {
        var writer = new ArrayBufferWriter<byte>();

        new TrafficSimulation(Capture.Small()).WriteTo(writer);

        writer.WrittenSpan.SequenceEqual(Small.Bytes).Should().BeTrue();
    }

    [Test]
    public void Blocks_Each_HoldsWholeLinesOfItsTimes()
    {
        var last = DateTimeOffset.MinValue;
        foreach (var block in new TrafficSimulation(Capture.Small()).Blocks())
        {
            var lines = Encoding.UTF8.GetString(block.Lines.Span).TrimEnd('\n').Split('\n');
            block.Lines.Span[^1].Should().Be((byte)'\n');
            lines.Should().HaveCount(block.Events);
            CaptureLine.Parse(lines[0]).Time.Should().Be(block.From).And.BeOnOrAfter(last);
            CaptureLine.Parse(lines[^1]).Time.Should().Be(block.To);
            last = block.To;
        }
    }

    [Test]
    public void Blocks_SecondRun_Throws()
    {
        var simulation = new TrafficSimulation(Capture.Small() with { People = 1, Scrapers = [] });
        simulation.WriteTo(Stream.Null);

        var again = () => simulation.WriteTo(Stream.Null);

        again.Should().Throw<InvalidOperationException>();
    }

    [GeneratedRegex(@"^\{""time"":""2026-01-0\dT\d\d:\d\d:\d\d\.\d{3}Z"",""account"":""", RegexOptions.None, 1_000)]
    private static partial Regex TimeShape();
}
