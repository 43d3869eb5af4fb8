namespace ScrapeGuard.Campaigns.Search;

/// <summary>What a search goes over.</summary>
/// <param name="Accounts">In order of key.</param>
/// <param name="Takers">Accounts that took a track, candidates or not.</param>
/// <param name="Takings">Sum of all takers.</param>
public sealed record CandidateList(
    IReadOnlyList<CampaignCandidate> Accounts, IReadOnlyDictionary<ulong, int> Takers, long Takings);
