using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.Actions.Accounts;

/// <summary>One call of the account service.</summary>
/// <param name="IdempotencyKey">
/// The effect's id, 32 hexadecimal digits: the same effect always has the same key, so that a service that remembers
/// keys carries it out once however often it is called.
/// </param>
/// <param name="Account">Whom it is about.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Reason">Why, in a line for people; at most 1,024 characters.</param>
/// <param name="UntilMicros">When it ends by itself, in microseconds since 1970; null: when it is restored.</param>
/// <param name="Campaign">The campaign that the account belongs to, if any.</param>
public sealed record AccountCall(
    string IdempotencyKey, string Account, EffectKind Kind, string Reason, long? UntilMicros, string? Campaign);
