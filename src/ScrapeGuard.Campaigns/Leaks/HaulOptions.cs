namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>How much memory the leak accounting takes; beyond a bound counts are estimates of known error.</summary>
public sealed record HaulOptions
{
    /// <summary>Distinct tracks of one account that are counted exactly; beyond it they are sketched.</summary>
    /// <value>Default 262,144.</value>
    public int ExactTracksPerAccount { get; init; } = 1 << 18;

    /// <summary>The same of a campaign's accounts together, and of all.</summary>
    /// <value>Default 4,194,304.</value>
    public int ExactTracksTogether { get; init; } = 1 << 22;

    /// <summary>Tracks of a sketched haul that are kept by name: what shares are estimated by.</summary>
    /// <value>Default 8,192.</value>
    public int SampledTracks { get; init; } = 8_192;

    /// <summary>Tracks whose plays are counted; of a larger catalogue a sample is.</summary>
    /// <value>Default 2,097,152.</value>
    public int PlayedTracks { get; init; } = 1 << 21;

    /// <summary>
    /// Bytes for the tracks of single accounts. Beyond it an account that grows is sketched sooner, and one that finds
    /// no room even so is counted together only.
    /// </summary>
    /// <value>Default 1 GiB.</value>
    public long MaxAccountBytes { get; init; } = 1L << 30;

    /// <summary>Artists and albums told apart; those beyond count as others.</summary>
    /// <value>Default 100,000.</value>
    public int MaxWorks { get; init; } = 100_000;

    /// <summary>Accounts named for a canary track; those beyond are only counted.</summary>
    /// <value>Default 1,000.</value>
    public int MaxCanaryAccounts { get; init; } = 1_000;

    /// <summary>Every mistake, with key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Check(errors, nameof(ExactTracksPerAccount), ExactTracksPerAccount, 1);
        Check(errors, nameof(ExactTracksTogether), ExactTracksTogether, 1);
        Check(errors, nameof(SampledTracks), SampledTracks, 16);
        Check(errors, nameof(PlayedTracks), PlayedTracks, 16);
        Check(errors, nameof(MaxAccountBytes), MaxAccountBytes, 0);
        Check(errors, nameof(MaxWorks), MaxWorks, 0);
        Check(errors, nameof(MaxCanaryAccounts), MaxCanaryAccounts, 0);
        return errors;
    }

    private static void Check(List<string> errors, string key, long value, long least)
    {
        if (value < least)
        {
            errors.Add($"{key} '{value}': must be at least {least}");
        }
    }
}
