using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Threading;

namespace ScrapeGuard.Cli.Replay;

/// <summary>One pass over captures through an engine.</summary>
internal sealed class ReplayRun(CaptureSet captures, Judging judging, TimeProvider time)
{
    /// <summary>All decisions, in order of time, account and id.</summary>
    public List<Decision> Decisions { get; } = [];

    public EngineCounters Counters { get; private set; }

    /// <summary>Accounts in order of their names' bytes.</summary>
    public IReadOnlyList<AccountSummary> Accounts { get; private set; } = [];

    /// <summary>Events decoded.</summary>
    public long Events { get; private set; }

    public double Seconds { get; private set; }

    /// <summary>Reads the captures to their end.</summary>
    /// <param name="observer">Is shown every row that is scored; may be null.</param>
    /// <param name="progress">Told the share that is read, 0 to 1.</param>
    /// <param name="stop">Ends the run early.</param>
    public void Run(IEvaluationObserver? observer, Action<double>? progress, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var crew = new WorkCrew(judging.Threads);
        var options = new EngineOptions { Shards = judging.Threads };
        using var engine = new DetectionEngine(options, judging.Policy, judging.Model, crew);
        var forgotten = new List<AccountSummary>();
        engine.OnForgotten(summary =>
        {
            lock (forgotten)
            {
                forgotten.Add(summary);
            }
        });
        if (observer is not null)
        {
            engine.OnEvaluation(observer);
        }

        var feed = new CaptureFeed(captures, crew);
        while (!stop.IsCancellationRequested && feed.TryRead(out var batches))
        {
            if (Events == 0 && batches.Count > 0)
            {
                engine.Prime(batches[0]);
            }

            foreach (var batch in batches)
            {
                Events += batch.Count;
            }

            engine.Process(batches, Decisions, feed.TryReadAhead);
            progress?.Invoke(captures.TotalBytes is > 0 and var total ? captures.ConsumedBytes / (double)total : 0);
        }

        Seconds = time.GetElapsedTime(started).TotalSeconds;
        Counters = engine.Counters;
        Decisions.Sort(Compare);
        Accounts = Merge([.. forgotten, .. engine.Summarize()]);
    }

    private static int Compare(Decision a, Decision b)
    {
        var order = a.TimeMicros.CompareTo(b.TimeMicros);
        order = order != 0 ? order : string.CompareOrdinal(a.Account, b.Account);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }

    /// <summary>
    /// An account that was forgotten and came back is one line; its distinct tracks are then an upper bound.
    /// </summary>
    private static AccountSummary[] Merge(List<AccountSummary> parts) =>
        [.. parts.GroupBy(part => part.Account, StringComparer.Ordinal)
            .Select(group => group.Aggregate(Join))
            .OrderBy(summary => summary.Account, StringComparer.Ordinal)];

    private static AccountSummary Join(AccountSummary a, AccountSummary b) => new(
        a.Account,
        Math.Min(a.FirstMicros, b.FirstMicros),
        Math.Max(a.LastMicros, b.LastMicros),
        a.Events + b.Events,
        Math.Max(a.HighestScore, b.HighestScore),
        a.LastMicros > b.LastMicros ? a.Verdict : b.Verdict,
        new Exposure(
            a.Exposure.Tracks + b.Exposure.Tracks,
            a.Exposure.AudioTracks + b.Exposure.AudioTracks,
            a.Exposure.Bytes + b.Exposure.Bytes));
}
