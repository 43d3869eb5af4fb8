namespace ScrapeGuard.Actions.Executing;

/// <summary>How much a step may begin.</summary>
/// <param name="Accounts">Most accounts to look at.</param>
/// <param name="Calls">Most calls to plan.</param>
internal readonly record struct StepBounds(int Accounts, int Calls);
