using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Partitions;

/// <summary>
/// What all partitions together took, epoch by epoch, and the campaigns that show in it. An epoch is known when every
/// partition has closed it; partitions that are at different epochs hold sketches of different ages. Thread-safe.
/// </summary>
/// <remarks>
/// Closings may come in any order between partitions, for an epoch's takings are a sum; each partition's come in
/// order. A sketch that nobody holds any more is brought forward for the next who asks, so partitions that keep
/// together share two. Campaigns are searched for as soon as an epoch is known, by whoever makes it known.
/// </remarks>
public sealed class PopularityTimeline
{
    private readonly Lock _lock = new();
    private readonly long[] _closed;
    private readonly SortedDictionary<long, PopularityDelta> _taken = [];
    private readonly List<Cut> _cuts = [];
    private readonly PopularitySketch _base = new();
    private readonly List<(long Epoch, CampaignBoard Board)> _boards = [];
    private readonly PopularitySketch _newest = new();
    private CampaignTracker _baseTracker = new();
    private CampaignTracker _tracker = new();
    private long _baseEpoch = long.MinValue;
    private long _newestEpoch = long.MinValue;

    /// <param name="partitions">Number of partitions.</param>
    public PopularityTimeline(int partitions)
    {
        _closed = new long[partitions];
        Array.Fill(_closed, long.MinValue);
    }

    /// <summary>The last epoch that all partitions have closed; <see cref="long.MinValue"/>: none.</summary>
    public long KnownThrough
    {
        get
        {
            lock (_lock)
            {
                return _closed.Min();
            }
        }
    }

    /// <summary>Epochs whose takings are kept one by one.</summary>
    public int Epochs
    {
        get
        {
            lock (_lock)
            {
                return _taken.Count;
            }
        }
    }

    /// <summary>The open campaigns, the eldest first, as of the last epoch that is known.</summary>
    public IReadOnlyList<Campaign> Campaigns
    {
        get
        {
            lock (_lock)
            {
                return _tracker.Board.Campaigns;
            }
        }
    }

    /// <summary>The last epoch that a partition has closed.</summary>
    public long ClosedBy(int partition)
    {
        lock (_lock)
        {
            return _closed[partition];
        }
    }

    /// <summary>Takes in a closing. False, and nothing is changed, when the partition had closed all that.</summary>
    public bool Close(in EpochClosing closing)
    {
        lock (_lock)
        {
            var before = _closed[closing.Partition];
            if (closing.Through <= before)
            {
                return false;
            }

            _closed[closing.Partition] = closing.Through;

            // Takings of an epoch that was closed already would change what others have gone by.
            if (!closing.Taken.IsEmpty && closing.TakenIn > before)
            {
                if (!_taken.TryGetValue(closing.TakenIn, out var sum))
                {
                    _taken[closing.TakenIn] = sum = new PopularityDelta();
                }

                sum.Add(closing.Taken);
            }

            Track();
            return true;
        }
    }

    /// <summary>
    /// Everything up to the end of an epoch, to be read until it is released; null while a partition has not closed it.
    /// </summary>
    public PopularitySketch? TryAcquire(long epoch)
    {
        lock (_lock)
        {
            return epoch <= _closed.Min() ? Acquire(epoch) : null;
        }
    }

    /// <summary>As much as is known, at most up to an epoch; to be released too.</summary>
    public PopularitySketch AcquireLatest(long epoch)
    {
        lock (_lock)
        {
            return Acquire(Math.Min(epoch, _closed.Min()));
        }
    }

    /// <summary>The campaigns that were known at the end of an epoch, as far as it is known itself.</summary>
    public CampaignBoard CampaignsAt(long epoch)
    {
        lock (_lock)
        {
            return BoardAt(epoch);
        }
    }

    /// <summary>Says that a sketch is read no more.</summary>
    public void Release(PopularitySketch sketch)
    {
        lock (_lock)
        {
            _cuts.Single(cut => ReferenceEquals(cut.Sketch, sketch)).Users--;
        }
    }

    /// <summary>Sums up all epochs through one that nobody asks for separately any more.</summary>
    public void Forget(long through)
    {
        lock (_lock)
        {
            through = Math.Min(through, _closed.Min());
            if (through > _baseEpoch)
            {
                Bring(_base, _baseEpoch, through);
                _baseEpoch = through;
                foreach (var (epoch, taken) in _taken.TakeWhile(pair => pair.Key <= through).ToList())
                {
                    _baseTracker.Follow(epoch, taken, BoardAt(epoch));
                    _taken.Remove(epoch);
                }

                // The last of those before stands for the time since.
                _boards.RemoveRange(0, Math.Max(_boards.FindLastIndex(known => known.Epoch <= through), 0));

                _cuts.RemoveAll(cut => cut.Users == 0 && cut.Epoch < through);
            }
        }
    }

    /// <summary>The sum of all epochs forgotten, as bytes.</summary>
    public PopularitySum Save()
    {
        lock (_lock)
        {
            return PopularitySum.Of(_baseEpoch, _base, _baseTracker);
        }
    }

    /// <summary>Starts with the sum of earlier epochs. False when it is damaged.</summary>
    /// <exception cref="InvalidOperationException">Something was closed already.</exception>
    public bool TryRestore(PopularitySum sum)
    {
        lock (_lock)
        {
            if (_taken.Count > 0 || _cuts.Count > 0 || _baseEpoch != long.MinValue)
            {
                throw new InvalidOperationException("The timeline has begun already.");
            }

            var (baseTracker, tracker) = (new CampaignTracker(), new CampaignTracker());
            if (!sum.TryApply(_base, baseTracker, tracker))
            {
                return false;
            }

            (_baseTracker, _tracker) = (baseTracker, tracker);
            _newest.CopyFrom(_base);
            _boards.Add((sum.Epoch, _tracker.Board));
            _newestEpoch = sum.Epoch;
            _baseEpoch = sum.Epoch;
            Array.Fill(_closed, sum.Epoch);
            return true;
        }
    }

    private CampaignBoard BoardAt(long epoch)
    {
        var last = _boards.FindLastIndex(known => known.Epoch <= epoch);
        return last < 0 ? CampaignBoard.Empty : _boards[last].Board;
    }

    /// <summary>Takes in the epochs that have become known.</summary>
    private void Track()
    {
        var known = _closed.Min();
        foreach (var (epoch, taken) in _taken)
        {
            if (epoch > known)
            {
                break;
            }

            if (epoch > _newestEpoch)
            {
                Bring(_newest, _newestEpoch, epoch);
                _newestEpoch = epoch;
                _tracker.Take(epoch, [taken], _newest);
                if (_boards.Count == 0 || _boards[^1].Board != _tracker.Board)
                {
                    _boards.Add((epoch, _tracker.Board));
                }
            }
        }
    }

    private PopularitySketch Acquire(long epoch)
    {
        var cut = _cuts.Find(cut => cut.Epoch == epoch);
        if (cut is null)
        {
            cut = _cuts.Find(cut => cut.Users == 0);
            var nearest = _cuts.Where(other => other.Epoch <= epoch).MaxBy(other => other.Epoch);
            if (cut is null)
            {
                cut = new Cut();
                _cuts.Add(cut);
            }

            BringUp(cut, nearest, epoch);
        }

        cut.Users++;
        return cut.Sketch;
    }

    private void BringUp(Cut cut, Cut? nearest, long epoch)
    {
        if (nearest is null || nearest.Epoch < _baseEpoch)
        {
            cut.Sketch.CopyFrom(_base);
            cut.Epoch = _baseEpoch;
        }
        else if (cut.Epoch < Math.Max(_baseEpoch, nearest.Epoch - 1) || cut.Epoch > epoch)
        {
            // An epoch more costs less than a copy; several do not.
            cut.Sketch.CopyFrom(nearest.Sketch);
            cut.Epoch = nearest.Epoch;
        }

        Bring(cut.Sketch, cut.Epoch, epoch);
        cut.Epoch = epoch;
    }

    private void Bring(PopularitySketch sketch, long from, long through)
    {
        foreach (var (epoch, taken) in _taken)
        {
            if (epoch > through)
            {
                break;
            }

            if (epoch > from)
            {
                sketch.Merge(epoch, [taken]);
            }
        }

        // Brings popularity to its age.
        if (through != long.MinValue)
        {
            sketch.Merge(through, []);
        }
    }

    private sealed class Cut
    {
        public PopularitySketch Sketch { get; } = new();

        public long Epoch { get; set; } = long.MinValue;

        public int Users { get; set; }
    }
}
