using System.Text.RegularExpressions;
using ScrapeGuard.AccountService.Calling;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Cli.Policies.Live;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Telemetry;
using ScrapeGuard.Storage.Memory;
using ScrapeGuard.Telemetry.Pipeline;

namespace ScrapeGuard.Cli.Tests.Deploy;

/// <summary>
/// What the program's own page for Prometheus holds once everything that it can count was counted: names of series, and
/// the values of each of their labels.
/// </summary>
internal sealed partial class ExportedMetrics
{
    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _series = new(StringComparer.Ordinal);

    private ExportedMetrics(params IEnumerable<string> pages)
    {
        var lines = pages.SelectMany(page => page.Split('\n'));
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var sample = Sample().Match(line);
            var labels = _series.TryGetValue(sample.Groups[1].Value, out var known)
                ? known
                : _series[sample.Groups[1].Value] = new(StringComparer.Ordinal);
            foreach (Match label in Label().Matches(sample.Groups[2].Value))
            {
                labels.TryAdd(label.Groups[1].Value, new(StringComparer.Ordinal));
                labels[label.Groups[1].Value].Add(label.Groups[2].Value);
            }
        }
    }

    public IReadOnlyCollection<string> Names => _series.Keys;

    /// <summary>Of a worker, an actioner and a console, each a process with meters of its own.</summary>
    public static ExportedMetrics Collect() => new(OfWorker(), OfActioner(), OfConsole());

    /// <summary>The same before anything was counted: what services show that have just been started.</summary>
    public static ExportedMetrics CollectAtStart() => new(
        OfWorker(isUsed: false), OfActioner(isUsed: false), OfConsole());

    public bool Has(string name) => _series.ContainsKey(name);

    /// <summary>The values that a label has in a series; null: it has no such label.</summary>
    public IReadOnlySet<string>? Values(string name, string label) =>
        _series.TryGetValue(name, out var labels) && labels.TryGetValue(label, out var values) ? values : null;

    public IEnumerable<string> Labels(string name) => _series.TryGetValue(name, out var labels) ? labels.Keys : [];

    private static string OfWorker(bool isUsed = true)
    {
        using var pipeline = TelemetryPipeline.Start(
            new TelemetryOptions(), "test",
            [WorkerMetricNames.Meter, LivePolicyMetrics.MeterName, StateMetrics.MeterName], []);
        using var budget = new StateBudget(1 << 30, TimeProvider.System);
        using var memory = new StateMetrics(budget, 1 << 30);
        using var policy = new LivePolicyMetrics();
        using var worker = new WorkerMetrics(() => new WorkerSnapshot
        {
            Partitions = [new(0, 12, 61.5, 100, 98_400, 1, IsPaused: false, IsIdle: true)],
            LatestCheckpointAgeSeconds = 3,
        });
        if (!isUsed)
        {
            return pipeline.Metrics.Read();
        }

        worker.EventsRead(0, 10, 1_000);
        worker.DeadLettered("a field has a value of the wrong type", 1);
        worker.Decided(Verdict.Suspend, PolicyMode.Enforce, 1);
        worker.Committed(TimeSpan.FromMilliseconds(3));
        worker.Checkpointed(TimeSpan.FromSeconds(1), 10, 100);
        worker.Restored(TimeSpan.FromSeconds(1), 10);
        worker.RecordLatency(0.2);
        return pipeline.Metrics.Read();
    }

    private static string OfActioner(bool isUsed = true)
    {
        using var pipeline = TelemetryPipeline.Start(
            new TelemetryOptions(), "test",
            [ActionerMetricNames.Meter, AccountServiceMetrics.MeterName, LivePolicyMetrics.MeterName], []);
        using var actioner = new ActionerMetrics();
        actioner.Observe(new ActionCounters(), () => new ActionerSnapshot
        {
            Open = Enum.GetValues<EffectState>().ToDictionary(state => state, _ => 1L),
            BudgetLeft = new Dictionary<string, long>(StringComparer.Ordinal) { ["hour"] = 1, ["day"] = 2 },
            Outbox = Enum.GetValues<OutgoingChannel>().ToDictionary(channel => channel, _ => 1L),
            Collateral = [("suspend", "plan:premium", 3)],
        });
        using var accounts = new AccountServiceMetrics();
        using var policy = new LivePolicyMetrics();
        if (!isUsed)
        {
            return pipeline.Metrics.Read();
        }

        actioner.Consumed("scrapeguard.decisions", 1);
        actioner.DeadLettered("no decision", "scrapeguard.decisions");
        actioner.Taken(TimeSpan.FromSeconds(1));
        foreach (var outcome in Enum.GetNames<CallOutcome>())
        {
            accounts.Replied("suspend", outcome, TimeSpan.FromSeconds(1));
        }

        accounts.Broke("calls");
        return pipeline.Metrics.Read();
    }

    private static string OfConsole()
    {
        using var pipeline = TelemetryPipeline.Start(
            new TelemetryOptions(), "test", [ConsoleMetrics.MeterName, LivePolicyMetrics.MeterName], []);
        using var policy = new LivePolicyMetrics();
        using var console = new ConsoleMetrics(() => default);
        return pipeline.Metrics.Read();
    }

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? \S+$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)",?""")]
    private static partial Regex Label();
}
