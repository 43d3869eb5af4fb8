using System.Collections.Immutable;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>Accounts whose takings are too disjoint for people's.</summary>
/// <param name="Id">The same for the same first member, whatever else is known.</param>
/// <param name="Kind">What gave them away.</param>
/// <param name="Members">In order of key.</param>
/// <param name="Expected">Shared tracks among them that popularity and each one's own habit of sharing give.</param>
/// <param name="Observed">Shared tracks among them.</param>
/// <param name="Evidence">In nats, less what the choice of the group takes.</param>
public sealed record FoundCampaign(
    string Id, CampaignKind Kind, ImmutableArray<AccountKey> Members, double Expected, double Observed,
    double Evidence);
