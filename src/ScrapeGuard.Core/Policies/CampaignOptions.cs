namespace ScrapeGuard.Core.Policies;

/// <summary>From when on an account is suspended for the company that it keeps.</summary>
public sealed record CampaignOptions
{
    /// <summary>
    /// Evidence of a campaign in nats, beyond the choice of its members: one of 20 is found among people by chance once
    /// in e^20 looks, if their tastes are independent. 0: campaigns are found and lead to nothing.
    /// </summary>
    /// <value>Default 20: the search itself tells of none of less.</value>
    public double MinEvidence { get; init; } = 20;

    /// <summary>Members of a campaign.</summary>
    /// <value>Default 5.</value>
    public int MinMembers { get; init; } = 5;

    /// <summary>
    /// The highest score that comes of taking what no person takes, or as no person does, 0 to 1. Where people explore,
    /// each where nobody else does, it asks for a sign that a person is there (a score of the challenge's) and suspends
    /// nobody; 1: as sure as the evidence.
    /// </summary>
    /// <value>Default 1.</value>
    public double MaxIsolatedScore { get; init; } = 1;
}
