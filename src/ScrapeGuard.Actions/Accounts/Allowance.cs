namespace ScrapeGuard.Actions.Accounts;

/// <summary>A person's word that an account is not to be touched.</summary>
/// <param name="By">The person.</param>
/// <param name="Reason">Why, in a line.</param>
/// <param name="SinceMicros">When it was given, in microseconds since 1970.</param>
/// <param name="UntilMicros">When it ends, in microseconds since 1970; null: when it is taken back.</param>
public sealed record Allowance(string By, string Reason, long SinceMicros, long? UntilMicros)
{
    public bool HoldsAt(long nowMicros) => UntilMicros is null || nowMicros < UntilMicros;
}
