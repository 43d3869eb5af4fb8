using System.Diagnostics.Metrics;

namespace ScrapeGuard.Cli.Policies.Live;

/// <summary>
/// Counts changes of a policy's file. To be made after whoever listens, so that both series start at zero: an alert
/// sees the first refusal as a rise.
/// </summary>
internal sealed class LivePolicyMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ScrapeGuard.Policy";

    /// <summary>The counter's name.</summary>
    public const string Reloads = "scrapeguard.policy.reloads";

    /// <summary>Tag: what came of it.</summary>
    public const string OutcomeTag = "outcome";

    /// <summary>The new file holds.</summary>
    public const string TakenOutcome = "taken";

    /// <summary>The new file has a mistake; the policy before it holds.</summary>
    public const string RefusedOutcome = "refused";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _reloads;

    public LivePolicyMetrics()
    {
        _reloads = _meter.CreateCounter<long>(
            Reloads, "{reload}", "Changes of the policy's file while the service runs, by what came of them.");
        Count(TakenOutcome, 0);
        Count(RefusedOutcome, 0);
    }

    public void Taken() => Count(TakenOutcome, 1);

    public void Refused() => Count(RefusedOutcome, 1);

    public void Dispose() => _meter.Dispose();

    private void Count(string outcome, long count) =>
        _reloads.Add(count, new KeyValuePair<string, object?>(OutcomeTag, outcome));
}
