namespace ScrapeGuard.Console.Views;

/// <summary>A campaign was found, grew, is over, or something happened to an account of it.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="State"><c>open</c> or <c>closed</c>.</param>
/// <param name="Members">Its accounts.</param>
public sealed record CampaignNews(string Id, string State, int Members);
