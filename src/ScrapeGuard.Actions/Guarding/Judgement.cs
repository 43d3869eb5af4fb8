namespace ScrapeGuard.Actions.Guarding;

/// <summary>What the guard says to something that is to be done to an account.</summary>
/// <param name="HeldFor">Why it waits for people; null: it may be done.</param>
/// <param name="NeedsThrottle">Whether the account is throttled while it waits.</param>
/// <param name="DueMicros">From when on it may be done, in microseconds since 1970.</param>
internal readonly record struct Judgement(string? HeldFor, bool NeedsThrottle, long DueMicros);
