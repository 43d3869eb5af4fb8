using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class LeakBuilderTests
{
    private const long Hour = 3_600_000_000;
    private static readonly TimeScale Day = new(SampleDecisions.Start / Hour, 24, 3_600);

    [Test]
    public void Add_SuspendedAccount_IsExactAtItsTurns()
    {
        var leak = new LeakBuilder(Day, new FlaggedActivity(TimeSpan.FromMinutes(1)));
        leak.Add(Tally(("a", 6, Verdict.Observe, 60), ("a", 12, Verdict.Suspend, 100)), End("a", 24, 400));
        var series = leak.Build();
        series.TracksBefore[5].Should().BeLessThan(60);
        series.TracksBefore[12].Should().Be(100, "the suspension falls into this hour");
        series.TracksBefore[^1].Should().Be(100);
        series.TracksAfter[11].Should().Be(0);
        series.TracksAfter[^1].Should().Be(300);
        series.BytesAfter[^1].Should().Be(300_000);
    }

    [Test]
    public void Add_KnownActivity_IsSpreadByIt()
    {
        var activity = new FlaggedActivity(TimeSpan.FromMinutes(1));
        activity.Begin(SampleDecisions.Of("a", At(2)));
        Take(activity, "a", 4, tracks: 10);
        Take(activity, "a", 20, tracks: 30);
        var leak = new LeakBuilder(Day, activity);
        leak.Add(Tally(("a", 2, Verdict.Suspend, 0)), End("a", 23, 400));
        leak.Build().TracksAfter.Should()
            .Equal(Enumerable.Range(0, 24).Select(hour => hour < 4 ? 0L : hour < 20 ? 100 : 400));
    }

    [Test]
    public void Add_AnyAccounts_NeverFallsAndEndsExactly([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var activity = new FlaggedActivity(TimeSpan.FromMinutes(1), maxAccounts: 5);
        var leak = new LeakBuilder(Day, activity);
        var (before, after) = (0L, 0L);
        for (var i = 0; i < 12; i++)
        {
            var name = $"user-{i}";
            var (suspended, end) = (random.Next(1, 12), random.Next(12, 24));
            var (taken, all) = (random.Next(1_000), random.Next(1_000, 9_000));
            activity.Begin(SampleDecisions.Of(name, At(suspended)));
            Take(activity, name, random.Next(24), random.Next(50));
            leak.Add(Tally((name, suspended, Verdict.Suspend, taken)), End(name, end, all));
            (before, after) = (before + taken, after + all - taken);
        }

        var series = leak.Build();
        series.TracksBefore.Should().BeInAscendingOrder($"seed {seed}").And.EndWith(before);
        series.TracksAfter.Should().BeInAscendingOrder($"seed {seed}").And.EndWith(after);
    }

    [Test]
    public void Begin_MoreAccountsThanFit_FollowsTheSameInAnyOrder([Range(1, 5)] int seed)
    {
        var names = Enumerable.Range(0, 100).Select(i => $"user-{i}").ToArray();
        var shuffled = names.ToArray();
        new Random(seed).Shuffle(shuffled);
        var followed = Followed(names);
        followed.Should().HaveCountLessThanOrEqualTo(10).And.NotBeEmpty();
        Followed(shuffled).Should().BeEquivalentTo(followed, $"seed {seed}");
    }

    private static List<string> Followed(string[] names)
    {
        var activity = new FlaggedActivity(TimeSpan.Zero, maxAccounts: 10);
        Array.ForEach(names, name => activity.Begin(SampleDecisions.Of(name, 0)));
        return [.. names.Where(name => activity.Of(name) is not null)];
    }

    private static long At(double hour) => SampleDecisions.Start + (long)(hour * Hour);

    private static void Take(FlaggedActivity activity, string account, int hour, int tracks) =>
        activity.Add(new AccessEvent
        {
            Account = StableHash.Account(System.Text.Encoding.UTF8.GetBytes(account)),
            TimeMicros = At(hour + 0.5),
            TrackCount = (ushort)tracks,
            Bytes = tracks * 1_000,
        });

    private static FlaggedTally Tally(params (string Account, double Hour, Verdict Verdict, long Tracks)[] decisions)
    {
        var tally = new FlaggedTally(decisions[0].Account);
        foreach (var (account, hour, verdict, tracks) in decisions)
        {
            tally.Add(SampleDecisions.Of(account, At(hour), verdict, tracks: tracks), keep: true);
        }

        return tally;
    }

    private static AccountSummary End(string account, int hour, long tracks) => new(
        account, SampleDecisions.Start, At(hour) - 1, 1, 1, Verdict.Suspend,
        new Exposure(tracks, tracks / 2, tracks * 1_000));
}
