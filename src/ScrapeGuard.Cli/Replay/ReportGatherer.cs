using System.Collections.Immutable;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Replay;

/// <summary>Gathers what a report shows over time, within bounds, while a replay runs.</summary>
internal sealed class ReportGatherer(TimeSpan grace)
{
    /// <summary>A week in buckets of five minutes.</summary>
    private const int MaxBuckets = 4_096;

    private const int PrimeSample = 255;

    private readonly StreamClock _clock = new();
    private readonly BucketSeries _events = new(MaxBuckets);
    private readonly BucketSeries _decisions = new(MaxBuckets);
    private readonly BucketSeries _suspensions = new(MaxBuckets);
    private bool _primed;

    /// <summary>What flagged accounts do after their first decision.</summary>
    public FlaggedActivity Activity { get; } = new(grace);

    /// <summary>The buckets of the report; null when no event had a plausible time.</summary>
    public TimeScale? Scale =>
        _events.Buckets.IsEmpty ? null : TimeScale.Of(_events, ReportLimits.MaxPoints);

    /// <summary>Takes a decision as soon as it falls.</summary>
    public void Add(Decision decision)
    {
        _decisions.Add(decision.TimeMicros, 1, 0, 0);
        if (decision.Verdict == Verdict.Suspend)
        {
            _suspensions.Add(decision.TimeMicros, 1, 0, 0);
        }

        Activity.Begin(decision);
    }

    /// <summary>Takes the events of a round, once its decisions were taken.</summary>
    public void Add(ArraySegment<EventBatch> batches)
    {
        foreach (var batch in batches)
        {
            Prime(batch);
            foreach (ref readonly var e in batch.Events)
            {
                // A clock that is years off would stretch the chart until nothing is to be seen.
                if (_clock.Admit(e.TimeMicros))
                {
                    _events.Add(e.TimeMicros, 1, 0, 0);
                    Activity.Add(e);
                }
            }
        }
    }

    public TrafficSeries? Traffic() => Scale is not { } scale ? null : new TrafficSeries
    {
        StartMicros = scale.StartMicros,
        BucketSeconds = scale.WidthSeconds,
        Events = scale.Spread(_events, bucket => bucket.Events),
        Decisions = scale.Spread(_decisions, bucket => bucket.Events),
        Suspensions = scale.Spread(_suspensions, bucket => bucket.Events),
    };

    /// <summary>Events of an account from its first decision on, in the buckets of <see cref="Traffic"/>.</summary>
    public ImmutableArray<long> ActivityOf(string account) =>
        Scale is { } scale && Activity.Of(account) is { } series && !series.Buckets.IsEmpty
            ? scale.Spread(series, bucket => bucket.Events)
            : [];

    /// <summary>As the engine does, so that both refuse the same times.</summary>
    private void Prime(EventBatch batch)
    {
        if (_primed)
        {
            return;
        }

        _primed = true;
        var sample = new long[Math.Min(batch.Count, PrimeSample)];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = batch[(int)((long)i * batch.Count / sample.Length)].TimeMicros;
        }

        _clock.Prime(sample);
    }
}
