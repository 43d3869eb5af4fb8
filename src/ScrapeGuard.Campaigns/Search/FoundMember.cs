using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>An account of a group.</summary>
/// <param name="Account">Which.</param>
/// <param name="Expected">
/// Tracks that it would share with all others of its group but the nearest (isolated: with people); without a taste: by
/// how many percent what people share with each differs from what popularity gives.
/// </param>
/// <param name="Observed">Tracks that it shares; by how many percent what it shares differs.</param>
/// <param name="IsAlike">It takes from the same octaves of popularity as the others, as hardly a person does.</param>
/// <param name="Shared">What it shares with others of the group besides.</param>
/// <param name="IsStranger">
/// It shares as little with the others (isolated: with people) as hardly a person does.
/// </param>
public readonly record struct FoundMember(
    AccountKey Account, double Expected, double Observed, bool IsAlike = false, SharedTraits Shared = default,
    bool IsStranger = false);
