using System.Diagnostics.Metrics;
using ScrapeGuard.Actions.Commands;

namespace ScrapeGuard.Console.Hosting;

/// <summary>
/// What a console counts, all that boards and alerts may ask for. To be made after whoever listens, so that its
/// counters start at zero and not at their first rise.
/// </summary>
public sealed class ConsoleMetrics : IDisposable
{
    public const string MeterName = "ScrapeGuard.Console";
    public const string FailedSignIns = "scrapeguard.console.failed_sign_ins";
    public const string Readers = "scrapeguard.console.streams";
    public const string Sessions = "scrapeguard.console.sessions";
    public const string Overflow = "scrapeguard.console.overflow";
    public const string PassedOver = "scrapeguard.console.passed_over";
    public const string Orders = "scrapeguard.console.orders";
    public const string KindTag = "kind";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _orders;

    /// <param name="read">Called from any thread, once an instrument whenever somebody collects: must not wait.</param>
    internal ConsoleMetrics(Func<ConsoleReading> read)
    {
        _meter.CreateObservableCounter(
            FailedSignIns, () => read().FailedSignIns, "{sign_in}", "Sign-ins that failed.");
        _meter.CreateObservableUpDownCounter(Readers, () => read().Streams, "{stream}", "Streams that are open.");
        _meter.CreateObservableUpDownCounter(
            Sessions, () => read().Sessions, "{session}", "Browsers that are signed in.");
        _meter.CreateObservableCounter(
            Overflow, () => read().Overflow, "{item}",
            "Accounts and cases that found no room in the console's memory.");
        _meter.CreateObservableCounter(
            PassedOver, () => read().PassedOver, "{record}", "Records that were not looked at, to keep up.");
        _orders = _meter.CreateCounter<long>(Orders, "{order}", "Orders of people, by kind, as they were sent on.");
        foreach (var word in CommandWords.All)
        {
            Count(word, 0);
        }
    }

    /// <summary>Every instrument.</summary>
    public static IReadOnlyList<string> All { get; } =
        [FailedSignIns, Readers, Sessions, Overflow, PassedOver, Orders];

    public void Dispose() => _meter.Dispose();

    /// <summary>Somebody gave an order.</summary>
    internal void Ordered(CommandKind kind) => Count(CommandWords.Of(kind), 1);

    private void Count(string word, long count) =>
        _orders.Add(count, new KeyValuePair<string, object?>(KindTag, word));
}
