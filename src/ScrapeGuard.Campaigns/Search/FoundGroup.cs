using System.Collections.Immutable;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>Accounts whose takings are no people's, as one search finds them.</summary>
/// <param name="Kind">What gave them away.</param>
/// <param name="Members">In order of key.</param>
/// <param name="Evidence">In nats, less what the choice of the group takes.</param>
public sealed record FoundGroup(CampaignKind Kind, ImmutableArray<FoundMember> Members, double Evidence);
