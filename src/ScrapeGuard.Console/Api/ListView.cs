namespace ScrapeGuard.Console.Api;

/// <summary>A part of a list.</summary>
/// <param name="Items">At most 200.</param>
/// <param name="Next">What to give as <c>after</c> for those that follow; null: there are none.</param>
public sealed record ListView<T>(IReadOnlyList<T> Items, string? Next);
