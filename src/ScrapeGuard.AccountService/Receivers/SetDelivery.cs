namespace ScrapeGuard.AccountService.Receivers;

/// <summary>What became of a token that was pushed.</summary>
public enum SetOutcome
{
    /// <summary>The receiver has it (202).</summary>
    Delivered = 0,

    /// <summary>
    /// It may not have it: it is to be pushed again, which does no harm, for its <c>jti</c> is the same.
    /// </summary>
    NotDelivered = 1,

    /// <summary>It will never take it: people have to look.</summary>
    Refused = 2,
}

/// <summary>What became of a token that was pushed.</summary>
/// <param name="Outcome">Whether it is there.</param>
/// <param name="Detail">In a line for people: status, or the receiver's reason. Never a secret.</param>
/// <param name="Error">
/// The code of a refusal, as RFC 8935 names them (<c>invalid_key</c>); null: none was given.
/// </param>
/// <param name="RetryAfter">When it wants to be called again; null: it did not say.</param>
public sealed record SetDelivery(
    SetOutcome Outcome, string Detail, string? Error = null, TimeSpan? RetryAfter = null);
