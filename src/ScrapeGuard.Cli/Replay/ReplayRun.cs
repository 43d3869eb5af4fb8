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

    public EngineCounters Counters { get; private set; }

    /// <summary>Events decoded.</summary>
    public long Events { get; private set; }

    public double Seconds { get; private set; }

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
            : new DetectionEngine(options, hooks.Compared, hooks.ComparedModel ?? judging.Model, crew);
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
            hooks.Progress?.Invoke(Events, captures.ShareRead);
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
}
