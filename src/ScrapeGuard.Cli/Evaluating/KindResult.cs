using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>What became of the accounts of one kind.</summary>
internal sealed record KindResult
{
    public required string Label { get; init; }

    public required string Kind { get; init; }

    /// <summary>Accounts with an event.</summary>
    public required int Accounts { get; init; }

    /// <summary>
    /// Accounts by the most severe verdict that they ever had, <see cref="Verdict.None"/> among them.
    /// </summary>
    public required IReadOnlyDictionary<Verdict, int> ByWorst { get; init; }

    /// <summary>Accounts that a <see cref="PlainRateLimit"/> would have stopped.</summary>
    public required int RateLimited { get; init; }

    /// <summary>Time from an account's first event to its first suspension, of half of the suspended.</summary>
    public required double? MedianSeconds { get; init; }

    /// <summary>The longest such time.</summary>
    public required double? WorstSeconds { get; init; }

    /// <summary>
    /// Distinct tracks that got out: an account's up to its first suspension, or all when it had none.
    /// </summary>
    public required long LeakedTracks { get; init; }

    /// <summary>As <see cref="LeakedTracks"/>, of which audio was served.</summary>
    public required long LeakedAudioTracks { get; init; }

    /// <summary>Distinct tracks that its accounts took in all, each account's counted for itself.</summary>
    public required long TookTracks { get; init; }

    public required long TookAudioTracks { get; init; }

    public bool IsPeople => string.Equals(Label, LabelledAccount.Person, StringComparison.Ordinal);

    public int Suspended => Of(Verdict.Suspend);

    public double CaughtShare => Accounts == 0 ? 0 : Suspended / (double)Accounts;

    public int Of(Verdict worst) => ByWorst.GetValueOrDefault(worst);

    public static KindResult Make(string label, string kind, IReadOnlyList<AccountOutcome> accounts)
    {
        var seconds = accounts.Where(account => account.SuspendedMicros is not null)
            .Select(account => (account.SuspendedMicros!.Value - account.FirstMicros) / 1e6).Order().ToList();
        return new KindResult
        {
            Label = label,
            Kind = kind,
            Accounts = accounts.Count,
            RateLimited = accounts.Count(account => account.RateLimit.IsOver),
            ByWorst = accounts.GroupBy(account => account.Worst)
                .ToDictionary(group => group.Key, group => group.Count()),
            MedianSeconds = MedianOf(seconds),
            WorstSeconds = seconds.Count == 0 ? null : seconds[^1],
            LeakedTracks = accounts.Sum(account => account.LeakedTracks),
            LeakedAudioTracks = accounts.Sum(account => account.LeakedAudioTracks),
            TookTracks = accounts.Sum(account => account.Label.Tracks),
            TookAudioTracks = accounts.Sum(account => account.Label.AudioTracks),
        };
    }

    private static double? MedianOf(List<double> sorted) =>
        sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
