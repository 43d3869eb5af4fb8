namespace ScrapeGuard.Core.Time;

/// <summary>Times as the program counts them: whole microseconds since 1970-01-01T00:00:00Z.</summary>
public static class UnixMicros
{
    /// <summary>Of a time; what is finer than a microsecond is cut off.</summary>
    public static long Of(DateTimeOffset time) =>
        (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
