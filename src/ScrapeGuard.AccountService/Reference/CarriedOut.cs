using ScrapeGuard.Actions.Accounts;

namespace ScrapeGuard.AccountService.Reference;

/// <summary>One thing that was done to an account.</summary>
/// <param name="Sequence">From 1, in the order in which things were done, over all accounts.</param>
/// <param name="TimeMicros">When, in microseconds since 1970.</param>
/// <param name="Call">What.</param>
public sealed record CarriedOut(long Sequence, long TimeMicros, AccountCall Call);
