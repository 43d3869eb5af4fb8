namespace ScrapeGuard.Core.Policies;

/// <summary>From when on an account is suspended for the company that it keeps.</summary>
public sealed record CampaignOptions
{
    /// <summary>
    /// Evidence of a campaign in nats, beyond the choice of its members: one of 20 is found among people by chance once
    /// in e^20 looks, if their tastes are independent. 0: campaigns are found and lead to nothing.
    /// </summary>
    /// <value>Default 25.</value>
    public double MinEvidence { get; init; } = 25;

    /// <summary>Members of a campaign.</summary>
    /// <value>Default 5.</value>
    public int MinMembers { get; init; } = 5;
}
