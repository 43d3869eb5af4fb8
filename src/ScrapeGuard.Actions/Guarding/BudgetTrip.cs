namespace ScrapeGuard.Actions.Guarding;

/// <summary>A budget that is used up.</summary>
/// <param name="Key">The window and the scope, such as <c>hour all</c>.</param>
/// <param name="Budget">How many it allows.</param>
/// <param name="Window">Its window: so long nobody is told again.</param>
internal sealed record BudgetTrip(string Key, int Budget, TimeSpan Window);
