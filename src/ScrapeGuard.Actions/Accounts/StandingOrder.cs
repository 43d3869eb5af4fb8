using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.Actions.Accounts;

/// <summary>
/// What a person ordered to be done to an account. It stands until a person restores the account or its time is over:
/// decisions that ask for as much or less change nothing, those that ask for more are carried out.
/// </summary>
/// <param name="Command">The command's id.</param>
/// <param name="Kind">What was ordered; never a restore.</param>
/// <param name="By">The person.</param>
/// <param name="Reason">Why, in a line.</param>
/// <param name="SinceMicros">When it was given, in microseconds since 1970.</param>
/// <param name="UntilMicros">When it ends, in microseconds since 1970; null: when it is taken back.</param>
public sealed record StandingOrder(
    string Command, EffectKind Kind, string By, string Reason, long SinceMicros, long? UntilMicros)
{
    public bool HoldsAt(long nowMicros) => UntilMicros is null || nowMicros < UntilMicros;
}
