using Microsoft.Extensions.Logging;

namespace ScrapeGuard.Cli.Services;

/// <summary>An entry of the log.</summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Category">Who tells it.</param>
/// <param name="Event">What happened, by number.</param>
/// <param name="Message">What happened, in words.</param>
/// <param name="Fields">The values in the message, by name.</param>
/// <param name="Exception">What went wrong; null: nothing did.</param>
internal readonly record struct LogLine(
    LogLevel Level, string Category, EventId Event, string Message,
    IReadOnlyList<KeyValuePair<string, object?>> Fields, Exception? Exception);
