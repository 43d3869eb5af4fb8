namespace ScrapeGuard.Console.Traffic;

/// <summary>Counts by buckets of event time, the oldest of which make room.</summary>
/// <param name="bucketSeconds">Length of a bucket.</param>
/// <param name="maxBuckets">Buckets that are kept.</param>
/// <param name="columns">Counts of a bucket.</param>
internal sealed class TimeSeries(int bucketSeconds, int maxBuckets, int columns)
{
    private readonly SortedList<long, long[]> _buckets = [];

    private long MicrosPerBucket => bucketSeconds * 1_000_000L;

    public void Add(long micros, int column, long by = 1)
    {
        var bucket = micros / MicrosPerBucket;
        if (!_buckets.TryGetValue(bucket, out var counts))
        {
            if (_buckets.Count >= maxBuckets)
            {
                if (bucket < _buckets.Keys[0])
                {
                    return;
                }

                _buckets.RemoveAt(0);
            }

            _buckets[bucket] = counts = new long[columns];
        }

        counts[column] += by;
    }

    /// <summary>The buckets in order, with their start in microseconds.</summary>
    public List<T> Select<T>(Func<long, long[], T> make) =>
        [.. _buckets.Select(bucket => make(bucket.Key * MicrosPerBucket, bucket.Value))];
}
