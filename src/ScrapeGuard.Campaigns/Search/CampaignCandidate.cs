using System.Collections.Immutable;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>An account that goes on taking new tracks, flagged or not: it may belong to a campaign.</summary>
/// <param name="Key">The account.</param>
/// <param name="Tracks">
/// The tracks of which it took audio exactly once, in rising order: what it came back to says what it likes, and a
/// scraper that mimics people repeats popular tracks on purpose.
/// </param>
public sealed record CampaignCandidate(AccountKey Key, ImmutableArray<ulong> Tracks);
