namespace ScrapeGuard.Campaigns.Search;

/// <summary>Candidates that share a trait.</summary>
/// <param name="Members">Their places in the table, in rising order.</param>
/// <param name="Choices">Among how many pools it is chosen.</param>
internal sealed record TraitPool(int[] Members, int Choices);
