namespace ScrapeGuard.Actions.Guarding;

/// <summary>How far the budgets of a scope are used.</summary>
/// <param name="Hour">Suspensions of the minutes of the last hour.</param>
/// <param name="Day">Suspensions of the minutes of the last 24 hours.</param>
/// <param name="Pending">Suspensions that are due and not yet taken up.</param>
public readonly record struct BudgetUse(int Hour, int Day, int Pending);
