using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Threading;

namespace ScrapeGuard.Cli.Replay;

/// <summary>One pass over captures through an engine.</summary>
internal sealed class ReplayRun(CaptureSet captures, Judging judging, TimeProvider time)
{
    private readonly AccountTotals _totals = new();
    private DetectionEngine? _engine;
    private IReadOnlyList<AccountSummary>? _accounts;

    /// <summary>All decisions in canonical order, when nobody else was to hear of them.</summary>
    public List<Decision> Decisions { get; } = [];

    public EngineCounters Counters { get; private set; }

    /// <summary>Accounts in order of their names' bytes; made when first asked for.</summary>
    public IReadOnlyList<AccountSummary> Accounts => _accounts ??= Sorted();

    /// <summary>Events decoded.</summary>
    public long Events { get; private set; }

    public double Seconds { get; private set; }

    /// <summary>Reads the captures to their end and keeps the decisions.</summary>
    /// <param name="observer">Is shown every row that is scored; may be null.</param>
    /// <param name="progress">Told the share that is read, 0 to 1.</param>
    /// <param name="stop">Ends the run early.</param>
    public void Run(IEvaluationObserver? observer, Action<double>? progress, CancellationToken stop) =>
        Run(
            new ReplayHooks
            {
                Evaluations = observer,
                Decided = Decisions.Add,
                Progress = progress is null ? null : (_, share) => progress(share ?? 0),
            },
            stop);

    /// <summary>Reads the captures to their end and keeps nothing that grows with the decisions.</summary>
    /// <param name="hooks">Who hears of what.</param>
    /// <param name="stop">Ends the run early.</param>
    public void Run(ReplayHooks hooks, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        using var crew = new WorkCrew(judging.Threads);
        var options = new EngineOptions { Shards = judging.Threads };
        _engine = new DetectionEngine(options, judging.Policy, judging.Model, crew);
        _engine.OnForgotten(_totals.Forget);
        if (hooks.Evaluations is not null)
        {
            _engine.OnEvaluation(hooks.Evaluations);
        }

        var other = hooks.Compared is null
            ? null
            : new DetectionEngine(options, hooks.Compared, judging.Model, crew);
        var feed = new CaptureFeed(captures, crew);
        var order = new DecisionOrder();
        var fallen = new List<Decision>();
        while (!stop.IsCancellationRequested && feed.TryRead(out var batches))
        {
            Judge(_engine, batches, fallen, feed.TryReadAhead);
            fallen.ForEach(hooks.Fallen ?? Ignore);
            order.Hold(fallen);
            if (other is not null)
            {
                Judge(other, batches, fallen, alongside: null);
                fallen.ForEach(hooks.ComparedFallen ?? Ignore);
            }

            Count(batches);
            order.Release(_engine.ClosedMicros, hooks.Decided);
            hooks.Taken?.Invoke(batches);
            hooks.Progress?.Invoke(Events, ShareRead());
        }

        if (!stop.IsCancellationRequested)
        {
            order.ReleaseAll(hooks.Decided);
        }

        Seconds = time.GetElapsedTime(started).TotalSeconds;
        Counters = _engine.Counters;
    }

    /// <summary>
    /// Shows each account once, in any order. An account that was forgotten and came back is one; its distinct tracks
    /// are then an upper bound.
    /// </summary>
    public void VisitAccounts(Action<AccountSummary> visitor) => _totals.Visit(_engine?.Summarize() ?? [], visitor);

    private static void Ignore(Decision decision) => _ = decision;

    private void Judge(
        DetectionEngine engine, ArraySegment<EventBatch> batches, List<Decision> fallen, Func<int, bool>? alongside)
    {
        if (Events == 0 && batches.Count > 0)
        {
            engine.Prime(batches[0]);
        }

        fallen.Clear();
        engine.Process(batches, fallen, alongside);
    }

    private void Count(ArraySegment<EventBatch> batches)
    {
        foreach (var batch in batches)
        {
            Events += batch.Count;
        }
    }

    private double? ShareRead() =>
        captures.TotalBytes is > 0 and var total ? captures.ConsumedBytes / (double)total : null;

    private List<AccountSummary> Sorted()
    {
        var accounts = new List<AccountSummary>();
        VisitAccounts(accounts.Add);
        accounts.Sort(static (a, b) => string.CompareOrdinal(a.Account, b.Account));
        return accounts;
    }
}
