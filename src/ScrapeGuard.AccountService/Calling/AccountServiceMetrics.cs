using System.Diagnostics.Metrics;
using ScrapeGuard.AccountService.Templates;
using ScrapeGuard.Actions.Accounts;

namespace ScrapeGuard.AccountService.Calling;

/// <summary>Counts calls and questions, by what became of them.</summary>
public sealed class AccountServiceMetrics : IDisposable
{
    /// <summary>The meter that has them all.</summary>
    public const string MeterName = "ScrapeGuard.AccountService";

    public const string Calls = "scrapeguard.account_service.calls";
    public const string Duration = "scrapeguard.account_service.duration";
    public const string Breaks = "scrapeguard.account_service.breaks";
    public const string KindTag = "kind";
    public const string OutcomeTag = "outcome";
    public const string TrafficTag = "traffic";

    internal const string CallTraffic = "calls";
    internal const string QuestionTraffic = "questions";
    internal const string AskKind = "ask";
    internal const string ProfileKind = "profile";

    private static readonly string[] Traffics = [CallTraffic, QuestionTraffic];
    private static readonly string[] Kinds = [.. EffectWords.Kinds.Select(EffectWords.Of), AskKind, ProfileKind];

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30],
    };

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _calls;
    private readonly Counter<long> _breaks;
    private readonly Histogram<double> _duration;

    public AccountServiceMetrics()
    {
        _calls = _meter.CreateCounter<long>(
            Calls, "{call}", "Calls of the account service and questions to it, by kind and outcome.");
        _breaks = _meter.CreateCounter<long>(Breaks, "{break}", "Times that a breaker opened.");
        _duration = _meter.CreateHistogram(
            Duration, "s", "From a call to its outcome, further attempts included.", advice: Seconds);

        // Whoever watches a rise sees the first one only of a counter that was there before it.
        foreach (var outcome in Enum.GetNames<CallOutcome>())
        {
            foreach (var kind in Kinds)
            {
                _calls.Add(0, new(KindTag, kind), new(OutcomeTag, outcome));
            }
        }

        foreach (var traffic in Traffics)
        {
            _breaks.Add(0, new KeyValuePair<string, object?>(TrafficTag, traffic));
        }
    }

    /// <summary>Every instrument.</summary>
    public static IReadOnlyList<string> All { get; } = [Calls, Duration, Breaks];

    public void Dispose() => _meter.Dispose();

    /// <param name="kind">One of a few fixed words.</param>
    /// <param name="outcome">One of a few fixed words.</param>
    /// <param name="time">How long it took.</param>
    internal void Replied(string kind, string outcome, TimeSpan time)
    {
        _calls.Add(1, new(KindTag, kind), new(OutcomeTag, outcome));
        _duration.Record(time.TotalSeconds, new KeyValuePair<string, object?>(KindTag, kind));
    }

    internal void Broke(string traffic) => _breaks.Add(1, new KeyValuePair<string, object?>(TrafficTag, traffic));
}
