namespace ScrapeGuard.Core.Events;

/// <summary>What is looked at of every event before it is anyone's turn.</summary>
/// <param name="TimeMicros">Event time in microseconds since 1970.</param>
/// <param name="AccountHigh">The high half of the account's key: decides which shard it belongs to.</param>
public readonly record struct EventHead(long TimeMicros, ulong AccountHigh)
{
    internal EventHead(long timeMicros, AccountKey account)
        : this(timeMicros, account.High)
    {
    }
}
