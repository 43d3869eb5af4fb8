using System.Collections.Immutable;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Tests.Report;

/// <summary>Reports to look at, made of a seed.</summary>
internal static class SampleReports
{
    public const long Start = 1_764_547_200_000_000;
    private const int Buckets = 48;
    private const long BucketSeconds = 3_600;
    private const long BucketMicros = BucketSeconds * 1_000_000;

    public static ReplayReport Empty() => new()
    {
        Captures = ["empty.ndjson"],
        CommandLine = "scrapeguard replay empty.ndjson --report report.html",
        Policy = "default",
        Mode = PolicyMode.Shadow,
        Model = "forest-1",
        Totals = new ReplayTotals { Events = 0, Accounts = 0, FlaggedAccounts = 0, SuspendedAccounts = 0, Seconds = 0 },
    };

    /// <summary>Traffic, and nobody flagged.</summary>
    public static ReplayReport Quiet() => Empty() with
    {
        Captures = ["quiet.ndjson"],
        Totals = new ReplayTotals
        {
            Events = 1_000,
            Accounts = 20,
            FlaggedAccounts = 0,
            SuspendedAccounts = 0,
            Span = (Start, Start + (Buckets * BucketMicros)),
            Seconds = 0.25,
        },
        Traffic = TrafficOf(new Random(1)),
    };

    /// <summary>A report with so many flagged accounts and something in every section.</summary>
    public static ReplayReport Full(int accounts, int seed, Func<int, string>? nameOf = null)
    {
        var random = new Random(seed);
        nameOf ??= index => $"user-{index:D5}";
        var flagged = Enumerable.Range(0, accounts).Select(index => AccountOf(random, nameOf(index)))
            .ToImmutableArray();
        var suspended = flagged.Count(account =>
            account.Decisions.Any(decision => decision.Verdict == Verdict.Suspend));
        return new ReplayReport
        {
            Captures = ["access-2025-12-01.ndjson.gz", "access-2025-12-02.ndjson.gz"],
            CommandLine = "scrapeguard replay access-2025-12-01.ndjson.gz access-2025-12-02.ndjson.gz "
                + "--policy strict.yaml "
                + "--compare policies/default.yaml --decisions decisions.ndjson --report report.html",
            ProgramVersion = "1.0.0",
            Policy = "strict",
            Mode = PolicyMode.Enforce,
            Model = "forest-2025-11",
            Totals = new ReplayTotals
            {
                Events = 12_345_678,
                Accounts = 54_321,
                FlaggedAccounts = accounts,
                SuspendedAccounts = suspended,
                Span = (Start, Start + (Buckets * BucketMicros)),
                Decisions = flagged.SelectMany(account => account.Decisions).GroupBy(decision => decision.Verdict)
                    .ToImmutableDictionary(group => group.Key, group => (long)group.Count()),
                Seconds = 41.7,
                PeakMemoryBytes = 612_345_678,
            },
            Traffic = TrafficOf(random),
            Leak = LeakOf(),
            Flagged = flagged,
            Comparison = new PolicyComparison
            {
                Policy = "default",
                Mode = PolicyMode.Enforce,
                Flagged = (accounts, accounts - 1),
                Suspended = (suspended, suspended - 1),
                Differences =
                [
                    new AccountDifference(nameOf(0), Verdict.Suspend, Verdict.Challenge, 0.97),
                    new AccountDifference(nameOf(1), Verdict.Throttle, Verdict.None, 0.71),
                    new AccountDifference("gained-account", Verdict.None, Verdict.Observe, 0.52),
                ],
            },
            Quality = new DataQuality
            {
                Malformed = [("not a JSON object", 12), ("no time", 3_400)],
                Late = 87,
                Duplicates = 1_204,
                Dropped = [("Accounts beyond the memory limit", 0), ("Events of evicted accounts", 15)],
                Warnings = ["access-2025-12-02.ndjson.gz breaks off: the last line has no end"],
            },
        };
    }

    private static TrafficSeries TrafficOf(Random random) => new()
    {
        StartMicros = Start,
        BucketSeconds = BucketSeconds,
        Events = [.. Enumerable.Range(0, Buckets).Select(hour =>
            (long)(260_000 + (150_000 * Math.Sin((hour - 8) * Math.PI / 12)) + random.Next(20_000)))],
        Decisions = [.. Enumerable.Range(0, Buckets)
            .Select(hour => (long)(hour % 5 == 0 || hour is 22 or 23 ? hour : 0))],
        Suspensions = [.. Enumerable.Range(0, Buckets).Select(hour => (long)(hour % 10 == 0 ? hour / 10 : 0))],
    };

    private static LeakSeries LeakOf()
    {
        var before = Enumerable.Range(0, Buckets).Select(hour => (long)(48_000 * (1 - Math.Exp(-hour / 9.0))))
            .ToArray();
        var after = Enumerable.Range(0, Buckets).Select(hour => hour < 6 ? 0L : (hour - 6) * 4_321L).ToArray();
        return new LeakSeries
        {
            TracksBefore = [.. before],
            TracksAfter = [.. after],
            BytesBefore = [.. before.Select(tracks => tracks * 4_100_000)],
            BytesAfter = [.. after.Select(tracks => tracks * 4_100_000)],
        };
    }

    private static FlaggedAccount AccountOf(Random random, string name)
    {
        Verdict[] steps = [Verdict.Observe, Verdict.Throttle, Verdict.Challenge, Verdict.Suspend, Verdict.Restore];
        var reached = random.Next(1, steps.Length + 1);
        var first = random.Next(Buckets / 2);
        var tracks = random.Next(500, 90_000);
        var decisions = Enumerable.Range(0, reached).Select(step => new Decision
        {
            Id = $"{random.NextInt64():x32}",
            TimeMicros = Start + ((first + (step * 3)) * BucketMicros) + (random.Next(3_600) * 1_000_000L),
            Account = name,
            Verdict = steps[step],
            Score = 0.5 + (0.1 * step) + (random.NextDouble() * 0.08),
            Reasons =
            [
                new Reason("feature.audio-tracks-24h", 1_204 + step, 41, 0.52),
                new Reason("feature.repeat-share-24h", 0.004, 0.31, 0.21),
                new Reason("rule.audio-tracks-1h", 260, 120, 0.9),
                new Reason("custom.unknown", 3.5, 1, 0.04),
            ],
            Campaign = random.Next(3) == 0 ? "c-7f3a" : null,
            Exposure = new Exposure(tracks / (reached - step + 1), tracks / 2 / (reached - step + 1),
                tracks * 2_000_000L / (reached - step + 1)),
            Model = "forest-2025-11",
            Policy = "strict",
            Mode = PolicyMode.Enforce,
        }).ToImmutableArray();
        return new FlaggedAccount
        {
            Account = name,
            Verdict = decisions[^1].Verdict,
            Score = decisions.Max(decision => decision.Score),
            Exposure = new Exposure(tracks, tracks / 2, tracks * 2_000_000L),
            Campaign = decisions[^1].Campaign,
            Decisions = decisions,
            Activity = [.. Enumerable.Range(0, Buckets).Select(hour => hour < first ? 0L : random.Next(0, 800))],
        };
    }
}
