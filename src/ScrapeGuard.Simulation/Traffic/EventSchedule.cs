using ScrapeGuard.Simulation.Accounts;

namespace ScrapeGuard.Simulation.Traffic;

/// <summary>
/// Takes events of the present and the near future in any order and hands them out an hour at a time. What it holds is
/// bounded by how far ahead an actor plans (a session), not by the length of the capture.
/// </summary>
internal sealed class EventSchedule(long startMs, long endMs)
{
    public const long BucketMs = 3_600_000;

    private readonly Dictionary<long, EventBucket> _ahead = [];
    private readonly Stack<EventBucket> _spare = new();
    private EventBucket? _latest;
    private long _latestHour = -1;

    public long StartMs { get; } = startMs;

    public long EndMs { get; } = endMs;

    /// <summary>Adds an event of one track (or none: <paramref name="track"/> below 0).</summary>
    public void Add(
        Account account,
        long timeMs,
        Operation operation,
        in Visit visit,
        int track = -1,
        int bytes = 0,
        int status = 200,
        int playedMs = 0)
    {
        var item = Make(account, timeMs, operation, visit, bytes, status);
        item.PlayedMs = playedMs;
        item.Track = track;
        item.Tracks = track < 0 ? (ushort)0 : (ushort)1;
        Put(item, []);
    }

    /// <summary>Adds an event that served a page of tracks.</summary>
    public void AddPage(
        Account account, long timeMs, Operation operation, in Visit visit, ReadOnlySpan<int> page, int bytes)
    {
        var item = Make(account, timeMs, operation, visit, bytes, 200);
        item.Tracks = (ushort)page.Length;
        item.Track = page.Length == 1 ? page[0] : -1;
        Put(item, page);
    }

    /// <summary>The sorted bucket of an hour, or null if nothing happens in it; give it back when done.</summary>
    public EventBucket? Take(long hour)
    {
        if (!_ahead.Remove(hour, out var bucket))
        {
            return null;
        }

        _latestHour = -1;
        bucket.Sort(StartMs + (hour * BucketMs));
        return bucket;
    }

    public void GiveBack(EventBucket bucket)
    {
        bucket.Clear();
        _spare.Push(bucket);
    }

    private static TrafficEvent Make(
        Account account, long timeMs, Operation operation, in Visit visit, int bytes, int status) => new()
        {
            TimeMs = timeMs,
            Account = account.Index,
            Number = account.NextEvent(),
            Operation = operation,
            Session = visit.Session,
            Endpoint = visit.Endpoint,
            Bytes = bytes,
            Status = (short)status,
        };

    private void Put(in TrafficEvent item, ReadOnlySpan<int> page)
    {
        if (item.TimeMs < StartMs || item.TimeMs >= EndMs)
        {
            return;
        }

        var hour = (item.TimeMs - StartMs) / BucketMs;
        if (hour != _latestHour)
        {
            _latest = BucketOf(hour);
            _latestHour = hour;
        }

        _latest!.Add(item, page);
    }

    private EventBucket BucketOf(long hour)
    {
        if (!_ahead.TryGetValue(hour, out var bucket))
        {
            bucket = _spare.Count > 0 ? _spare.Pop() : new EventBucket();
            _ahead.Add(hour, bucket);
        }

        return bucket;
    }
}
