namespace ScrapeGuard.Console.Views;

/// <summary>A case changed.</summary>
/// <param name="Id">The case.</param>
/// <param name="State"><c>open</c>, <c>waiting</c> or <c>closed</c>.</param>
/// <param name="Account">The account that it is about now.</param>
public sealed record CaseNews(string Id, string State, string? Account);
