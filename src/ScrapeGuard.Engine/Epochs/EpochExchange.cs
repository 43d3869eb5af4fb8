using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Epochs;

/// <summary>
/// What crosses accounts, passed between shards at the ends of epochs. Ends are numbered in order, from 1. Between end
/// n - 1 and end n a shard notes what is taken in the delta of n, and reads the sketch that holds everything up to end
/// n - 2. So a thread may run one epoch ahead of the slowest before it has to wait.
/// </summary>
/// <remarks>
/// Two sketches take turns: while one is read, the other, which nobody reads any more, is brought up by the two deltas
/// that it lacks. Three deltas a shard are in use at a time: the one being written and those two.
/// </remarks>
internal sealed class EpochExchange
{
    private const int Slots = 3;
    private const int SpinsBeforeWork = 10;

    private readonly PopularitySketch[] _sketches = [new(), new()];
    private readonly PopularityDelta[][] _deltas;
    private readonly CampaignBoard[] _boards = [CampaignBoard.Empty, CampaignBoard.Empty];
    private readonly long[] _epochs = new long[Slots];
    private readonly int[] _arrived = new int[2];
    private int _threads = 1;
    private long _merged = 1;
    private volatile bool _failed;

    public EpochExchange(int shards)
    {
        _deltas = [.. Enumerable.Range(0, Slots).Select(_ => NewDeltas(shards))];
        Array.Fill(_epochs, long.MinValue);
    }

    /// <summary>The sketch that is read before an end.</summary>
    public PopularitySketch KnownBefore(long end) => _sketches[(end - 1) & 1];

    /// <summary>The campaigns that are known before an end.</summary>
    public CampaignBoard CampaignsBefore(long end) => _boards[(end - 1) & 1];

    /// <summary>Finds campaigns in what was taken up to the last end.</summary>
    public CampaignTracker Tracker { get; private set; } = new();

    /// <summary>What a shard takes before an end and after the one before.</summary>
    public PopularityDelta TakenBefore(long end, int shard) => _deltas[end % Slots][shard];

    /// <summary>Says how many threads will come to each end. Nobody may be at work.</summary>
    public void Expect(int threads) => _threads = threads;

    /// <summary>
    /// Comes to an end: all that this thread's shards took before it is noted. Returns when what is to be read after it
    /// is there: the deltas of all threads up to the end before.
    /// </summary>
    /// <param name="end">Number of the end.</param>
    /// <param name="epoch">The epoch that ends.</param>
    /// <param name="thread">Number of the thread.</param>
    /// <param name="alongside">
    /// Does a piece of other work instead of waiting; false: there is none. May be null.
    /// </param>
    public void Pass(long end, long epoch, int thread, Func<int, bool>? alongside)
    {
        if (Interlocked.Increment(ref _arrived[end & 1]) == _threads)
        {
            _arrived[end & 1] = 0;
            Merge(end, epoch);
            Volatile.Write(ref _merged, end + 1);
        }

        var spin = default(SpinWait);
        while (Volatile.Read(ref _merged) < end)
        {
            if (_failed)
            {
                throw new InvalidOperationException("Another thread of the engine has failed.");
            }

            // The slower thread is mostly about to come: sooner than a piece of work is done.
            if (spin.Count < SpinsBeforeWork || alongside is null || !alongside(thread))
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }
    }

    /// <summary>Lets those who wait for a thread that has failed go.</summary>
    public void Fail() => _failed = true;

    /// <summary>
    /// Brings the second sketch up, after the first one and the deltas of end 0 and end 1 were put in place.
    /// </summary>
    /// <param name="epoch">The last epoch that is over; <see cref="long.MinValue"/>: none.</param>
    /// <param name="tracker">What is known of campaigns at its end.</param>
    /// <param name="before">What was known of them at the end before.</param>
    public void Restored(long epoch, CampaignTracker tracker, CampaignBoard before)
    {
        Tracker = tracker;
        _boards[0] = before;
        _boards[1] = tracker.Board;
        _sketches[1].CopyFrom(_sketches[0]);
        if (epoch != long.MinValue)
        {
            _sketches[1].Merge(epoch, _deltas[0]);
            _epochs[0] = epoch;
        }
    }

    private static PopularityDelta[] NewDeltas(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new PopularityDelta())];

    private void Merge(long end, long epoch)
    {
        // The one that was read before this end: all have come to it. It lacks this end's deltas and those before.
        var sketch = KnownBefore(end);
        var before = (end - 1) % Slots;
        if (_epochs[before] != long.MinValue)
        {
            sketch.Merge(_epochs[before], _deltas[before]);
        }

        sketch.Merge(epoch, _deltas[end % Slots]);
        _epochs[end % Slots] = epoch;
        Tracker.Take(epoch, _deltas[end % Slots], sketch);
        _boards[(end - 1) & 1] = Tracker.Board;
    }
}
