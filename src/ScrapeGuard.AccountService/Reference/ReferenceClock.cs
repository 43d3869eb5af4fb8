namespace ScrapeGuard.AccountService.Reference;

/// <summary>Time as the contracts have it.</summary>
internal static class ReferenceClock
{
    /// <summary>Microseconds since 1970.</summary>
    public static long Micros(TimeProvider time) =>
        (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
