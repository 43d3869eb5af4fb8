using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Tracking;

/// <summary>An account of a campaign.</summary>
/// <param name="Account">Which.</param>
/// <param name="SinceEpoch">The epoch of ten minutes at whose end it was found.</param>
/// <param name="Expected">
/// Tracks that it would have shared, when it was found last: with the other members, or with people if it is isolated
/// (<see cref="FoundMember"/> says what of the other kinds).
/// </param>
/// <param name="Observed">Tracks that it shared.</param>
/// <param name="IsAlike">It took from the same octaves of popularity as the others, as hardly a person does.</param>
/// <param name="Shared">What it shared with others of it that few people do, when it was found last.</param>
/// <param name="IsStranger">
/// It shared as little with the others, or with people if it is isolated, as hardly a person does.
/// </param>
public readonly record struct CampaignMember(
    AccountKey Account, long SinceEpoch, double Expected, double Observed, bool IsAlike = false,
    SharedTraits Shared = default, bool IsStranger = false);
