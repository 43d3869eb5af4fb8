using System.Runtime.InteropServices;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// Sums by event time in a bounded number of buckets: as many as hold anything, as fine as fits. What it ends as
/// depends on what was added, not on the order.
/// </summary>
/// <param name="maxBuckets">Most buckets; with one more all get coarser.</param>
internal sealed class BucketSeries(int maxBuckets)
{
    private readonly List<BucketSums> _buckets = [];
    private int _last;
    private long _lastFrom = long.MaxValue;
    private long _lastUntil = long.MinValue;

    /// <summary>Width of a bucket.</summary>
    public long WidthSeconds { get; private set; } = BucketWidths.Finest;

    /// <summary>The buckets that hold anything, in order of time.</summary>
    public ReadOnlySpan<BucketSums> Buckets => CollectionsMarshal.AsSpan(_buckets);

    /// <summary>Adds to the bucket of a time.</summary>
    public void Add(long micros, int events, int tracks, long bytes)
    {
        if (micros < _lastFrom || micros >= _lastUntil)
        {
            MoveTo(micros);
        }

        ref var sums = ref CollectionsMarshal.AsSpan(_buckets)[_last];
        sums.Events += events;
        sums.Tracks += tracks;
        sums.Bytes += bytes;
    }

    private void MoveTo(long micros)
    {
        var number = BucketWidths.Of(micros, WidthSeconds);
        _last = Find(number);
        while (_last == _buckets.Count || _buckets[_last].Number != number)
        {
            if (_buckets.Count < maxBuckets || BucketWidths.Coarser(WidthSeconds) == WidthSeconds)
            {
                _buckets.Insert(_last, new BucketSums { Number = number });
                break;
            }

            Coarsen();
            number = BucketWidths.Of(micros, WidthSeconds);
            _last = Find(number);
        }

        _lastFrom = number * WidthSeconds * 1_000_000;
        _lastUntil = _lastFrom + (WidthSeconds * 1_000_000);
    }

    /// <summary>The place of a bucket, or where it belongs. The latest is the likeliest.</summary>
    private int Find(long number)
    {
        if (_buckets.Count == 0 || _buckets[^1].Number < number)
        {
            return _buckets.Count;
        }

        var (low, high) = (0, _buckets.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _buckets[middle].Number < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Coarsen()
    {
        var coarser = BucketWidths.Coarser(WidthSeconds);
        var factor = coarser / WidthSeconds;
        var kept = 0;
        foreach (var bucket in _buckets.ToArray())
        {
            var number = (long)Math.Floor(bucket.Number / (decimal)factor);
            if (kept > 0 && _buckets[kept - 1].Number == number)
            {
                var sums = _buckets[kept - 1];
                sums.Events += bucket.Events;
                sums.Tracks += bucket.Tracks;
                sums.Bytes += bucket.Bytes;
                _buckets[kept - 1] = sums;
            }
            else
            {
                _buckets[kept++] = bucket with { Number = number };
            }
        }

        _buckets.RemoveRange(kept, _buckets.Count - kept);
        WidthSeconds = coarser;
    }
}

/// <summary>What a bucket holds.</summary>
internal record struct BucketSums
{
    /// <summary>Number of the bucket, counted from 1970.</summary>
    public long Number;

    public long Events;
    public long Tracks;
    public long Bytes;
}
