namespace ScrapeGuard.Campaigns.Search;

/// <summary>Candidates that share a trait.</summary>
/// <param name="Members">Their places in the table, in rising order.</param>
/// <param name="Choices">Among how many pools it is chosen.</param>
/// <param name="IsOfOneList">Looked for is a swarm that splits a list and has no cover, not one of mimics.</param>
internal sealed record TraitPool(int[] Members, int Choices, bool IsOfOneList = false);
