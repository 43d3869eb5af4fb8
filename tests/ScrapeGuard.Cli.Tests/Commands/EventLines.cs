using System.Globalization;
using System.Text.Json;

namespace ScrapeGuard.Cli.Tests.Commands;

/// <summary>Access events as lines of NDJSON.</summary>
internal static class EventLines
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An event so many seconds after <see cref="Start"/>.</summary>
    public static string At(double seconds, string account, string operation = "metadata", params string[] tracks) =>
        At(Start.AddSeconds(seconds), account, operation, tracks);

    public static string At(DateTimeOffset time, string account, string operation, params string[] tracks) =>
        JsonSerializer.Serialize(new
        {
            time = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            account,
            operation,
            tracks,
        });

    /// <summary>A machine that takes a new track of audio at each step and plays none.</summary>
    public static IEnumerable<string> Scraper(string account, int count, double everySeconds = 5) =>
        Enumerable.Range(0, count).Select(i => At(i * everySeconds, account, "audio", $"{account.Length}-{i}"));
}
