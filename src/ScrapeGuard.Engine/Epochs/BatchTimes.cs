using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine.Epochs;

/// <summary>
/// Reads the times of a few batches before any shard sees their events: which events are refused, up to which second
/// each lets older ones be judged, and where runs of one epoch begin. It goes over all events on one thread, so it
/// looks at nothing but their times.
/// </summary>
internal sealed class BatchTimes
{
    /// <summary>Stands for the release second of an event that is refused.</summary>
    public const long RefusedEvent = long.MinValue;

    private const int SampleSize = 255;
    private const long MicrosPerSecond = 1_000_000;

    private readonly List<long[]> _releases = [];

    /// <summary>The runs, in order; a list, for to enumerate an interface allocates.</summary>
    public List<EventRun> Runs { get; } = [];

    /// <summary>Events of all runs.</summary>
    public int EventsInRuns { get; private set; }

    /// <summary>Events refused for an implausible time.</summary>
    public long Refused { get; private set; }

    /// <summary>The second up to which all is to be judged at the end.</summary>
    public long LastReleaseSecond { get; private set; } = long.MinValue;

    /// <summary>Tells a clock what times are about to come.</summary>
    public static void Prime(EventBatch first, StreamClock clock)
    {
        var sample = new long[Math.Min(first.Count, SampleSize)];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = first.Heads[(int)((long)i * first.Count / sample.Length)].TimeMicros;
        }

        clock.Prime(sample);
    }

    /// <summary>Up to which second each event of a batch lets older ones be judged.</summary>
    public ReadOnlySpan<long> ReleasesOf(int batch) => _releases[batch];

    public void Read(IReadOnlyList<EventBatch> batches, StreamClock clock, long graceMicros)
    {
        Runs.Clear();
        Refused = 0;
        EventsInRuns = 0;
        var run = new EventRun(long.MinValue, 0, 0, 0);
        var count = 0;
        for (var b = 0; b < batches.Count; b++)
        {
            var heads = batches[b].Heads;
            var releases = RoomFor(b, heads.Length);
            for (var i = 0; i < heads.Length; i++)
            {
                releases[i] = ReleaseOf(heads[i].TimeMicros, clock, graceMicros);
                if (releases[i] != RefusedEvent)
                {
                    var epoch = Epoch.Of(releases[i]);
                    if (epoch != run.Epoch)
                    {
                        // Refused events before the first admitted one belong to no run.
                        CloseRun(run, run.Epoch == long.MinValue ? 0 : count);
                        run = new EventRun(epoch, b, i, 0);
                        count = 0;
                    }

                    LastReleaseSecond = releases[i];
                }

                count++;
            }
        }

        CloseRun(run, run.Epoch == long.MinValue ? 0 : count);
    }

    private void CloseRun(EventRun run, int count)
    {
        if (count > 0)
        {
            Runs.Add(run with { Count = count });
            EventsInRuns += count;
        }
    }

    private long ReleaseOf(long timeMicros, StreamClock clock, long graceMicros)
    {
        if (!clock.Admit(timeMicros))
        {
            Refused++;
            return RefusedEvent;
        }

        return Math.Max(clock.NowMicros - graceMicros, 0) / MicrosPerSecond;
    }

    private long[] RoomFor(int batch, int count)
    {
        if (_releases.Count == batch)
        {
            _releases.Add(new long[count]);
        }

        if (_releases[batch].Length < count)
        {
            _releases[batch] = new long[count];
        }

        return _releases[batch];
    }
}
