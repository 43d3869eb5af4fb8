using ScrapeGuard.Campaigns.Tracking;

namespace ScrapeGuard.Console.Traffic;

/// <summary>A campaign as the engine told of it last.</summary>
/// <param name="Found">What is known of it.</param>
/// <param name="IsOpen">False: it was not found for a week, or is a part of an elder one by now.</param>
internal sealed record KnownCampaign(Campaign Found, bool IsOpen);
