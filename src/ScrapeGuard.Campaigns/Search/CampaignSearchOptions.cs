namespace ScrapeGuard.Campaigns.Search;

/// <summary>When accounts are a campaign.</summary>
public sealed record CampaignSearchOptions
{
    /// <summary>Tracks taken once that an account must have to be looked at.</summary>
    /// <value>Default 40.</value>
    public int MinTracks { get; init; } = 40;

    /// <summary>Most accounts that are compared with each other; those with the most tracks are.</summary>
    /// <value>Default 2,000: 4 million pairs.</value>
    public int MaxCandidates { get; init; } = 2_000;

    /// <summary>Accounts of a campaign, at least.</summary>
    /// <value>Default 5.</value>
    public int MinMembers { get; init; } = 5;

    /// <summary>
    /// Evidence in nats, beyond what the choice among all groups of the size takes: a wrong campaign is then as likely
    /// as <c>exp(-MinEvidence)</c>, if people's overlaps are as random as the model has it.
    /// </summary>
    /// <value>Default 25. Groups of simulated people reach -2 at most.</value>
    public double MinEvidence { get; init; } = 25;

    /// <summary>Overlap within a campaign as a share of the expected one, at most.</summary>
    /// <value>Default 0.3.</value>
    public double MaxOverlapShare { get; init; } = 0.3;

    /// <summary>
    /// An account is isolated when it shares at most this share of the tracks with others that popularity gives.
    /// </summary>
    /// <value>Default 0.2. Simulated people have 0.3 at least, accounts that walk the catalogue 0.05 to 0.1.</value>
    public double MaxIsolatedShare { get; init; } = 0.2;

    /// <summary>Shared tracks that popularity gives an account, at least, for it to be called isolated.</summary>
    /// <value>Default 60.</value>
    public double MinIsolatedExpected { get; init; } = 60;

    /// <summary>Every mistake, with key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Check(errors, nameof(MinTracks), MinTracks, 1);
        Check(errors, nameof(MaxCandidates), MaxCandidates, 2);
        Check(errors, nameof(MinMembers), MinMembers, 2);
        Check(errors, nameof(MinEvidence), MinEvidence, 0);
        Check(errors, nameof(MaxOverlapShare), MaxOverlapShare, 0);
        Check(errors, nameof(MaxIsolatedShare), MaxIsolatedShare, 0);
        Check(errors, nameof(MinIsolatedExpected), MinIsolatedExpected, 0);
        return errors;
    }

    private static void Check(List<string> errors, string key, double value, double least)
    {
        if (!(value >= least))
        {
            errors.Add($"{key} '{value}': must be at least {least}");
        }
    }
}
