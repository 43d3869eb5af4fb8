using Microsoft.Extensions.Logging;

namespace ScrapeGuard.Cli.Services;

/// <summary>
/// The log of one category. Texts in fields that are named for an account are left out of entries from
/// <see cref="LogLevel.Information"/> on, which go to places where accounts have no business; debugging shows them.
/// </summary>
internal sealed class LineLogger(LineLoggerProvider provider, string category) : ILogger
{
    private const string Template = "{OriginalFormat}";
    private const string AccountHidden = "(account)";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var message = formatter(state, exception);
        var fields = new List<KeyValuePair<string, object?>>();
        foreach (var field in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            if (field.Key == Template)
            {
                continue;
            }

            var isHidden = logLevel >= LogLevel.Information && NamesAccount(field);
            fields.Add(isHidden ? KeyValuePair.Create(field.Key, (object?)AccountHidden) : field);
            message = isHidden
                ? message.Replace((string)field.Value!, AccountHidden, StringComparison.Ordinal)
                : message;
        }

        provider.Write(new LogLine(logLevel, category, eventId, message, fields, exception));
    }

    private static bool NamesAccount(KeyValuePair<string, object?> field) =>
        field.Value is string { Length: > 0 } && field.Key.StartsWith("account", StringComparison.OrdinalIgnoreCase);
}
