namespace ScrapeGuard.Captures;

/// <summary>An event as a topic holds it; good until the next one is read.</summary>
/// <param name="timeMicros">Event time in microseconds since 1970.</param>
/// <param name="account">The account, UTF-8.</param>
/// <param name="json">One JSON object.</param>
public readonly ref struct ContractEvent(long timeMicros, ReadOnlySpan<byte> account, ReadOnlySpan<byte> json)
{
    /// <summary>Event time in microseconds since 1970.</summary>
    public long TimeMicros { get; } = timeMicros;

    /// <summary>The account, UTF-8.</summary>
    public ReadOnlySpan<byte> Account { get; } = account;

    /// <summary>One JSON object.</summary>
    public ReadOnlySpan<byte> Json { get; } = json;
}
