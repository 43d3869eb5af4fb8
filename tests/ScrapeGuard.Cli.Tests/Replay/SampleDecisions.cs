using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Tests.Replay;

/// <summary>Decisions to sort, write and count.</summary>
internal static class SampleDecisions
{
    public const long Start = 1_764_547_200_000_000;

    public static Decision Of(
        string account, long micros, Verdict verdict = Verdict.Suspend, double score = 0.96, long tracks = 10) => new()
        {
            Id = $"{account.Length:x2}{micros:x30}",
            TimeMicros = micros,
            Account = account,
            Verdict = verdict,
            Score = score,
            Exposure = new Exposure(tracks, tracks / 2, tracks * 1_000),
            Model = "none",
            Policy = "default",
            Mode = PolicyMode.Enforce,
        };

    /// <summary>Decisions of a few accounts, in any order, many at equal times.</summary>
    public static List<Decision> Random(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => Of(
            $"user-{random.Next(20)}é\"", Start + (random.Next(count) * 1_000_000L),
            (Verdict)random.Next(1, 6), random.NextDouble(), random.Next(1_000)))
            .DistinctBy(decision => (decision.TimeMicros, decision.Account)),
    ];

    /// <summary>The oracle of the canonical order.</summary>
    public static List<Decision> Sorted(IEnumerable<Decision> decisions) =>
    [
        .. decisions.OrderBy(decision => decision.TimeMicros)
            .ThenBy(decision => decision.Account, StringComparer.Ordinal)
            .ThenBy(decision => decision.Id, StringComparer.Ordinal),
    ];
}
