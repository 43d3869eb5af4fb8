namespace ScrapeGuard.Actions.Accounts;

/// <summary>What became of a call.</summary>
/// <param name="Outcome">How far it is known.</param>
/// <param name="Detail">In a line for people: the status, the fault. Never a secret.</param>
/// <param name="RetryAfter">When the service wants to be called again; null: it did not say.</param>
public readonly record struct CallResult(CallOutcome Outcome, string Detail, TimeSpan? RetryAfter = null);
