using System.Net.Http.Headers;

namespace ScrapeGuard.AccountService.Calling;

/// <summary>When a service wants to be called again (RFC 9110, 10.2.3: seconds, or a date).</summary>
internal static class RetryAfterHeader
{
    /// <summary>From 0 to the longest that is believed; null when the header is not there or not readable.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now, TimeSpan longest)
    {
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return wait is not { } time ? null
            : time < TimeSpan.Zero ? TimeSpan.Zero
            : time > longest ? longest
            : time;
    }
}
