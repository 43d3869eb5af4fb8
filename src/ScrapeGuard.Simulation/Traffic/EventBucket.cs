using System.Numerics;

namespace ScrapeGuard.Simulation.Traffic;

/// <summary>
/// The events of one stretch of time, in the order they were made, and the tracks of their pages. Reused from stretch
/// to stretch.
/// </summary>
internal sealed class EventBucket
{
    // A sort key is time in the bucket (23 bits), account mixed (16 bits), place in the bucket (25 bits): ties between
    // accounts are broken by neither label nor age, and an account's own events keep their order.
    private const int PlaceBits = 25;
    private const int AccountBits = 16;
    private const ulong PlaceMask = (1UL << PlaceBits) - 1;

    /// <summary>Longest stretch whose milliseconds fit the sort key.</summary>
    public const long MaxSpanMs = 1L << (64 - PlaceBits - AccountBits);

    private TrafficEvent[] _events = new TrafficEvent[256];
    private int[] _pool = new int[1024];
    private ulong[] _keys = [];
    private int _pooled;

    public int Count { get; private set; }

    public void Add(in TrafficEvent item, ReadOnlySpan<int> page)
    {
        if (Count == _events.Length)
        {
            Array.Resize(ref _events, Count * 2);
        }

        ref var added = ref _events[Count++];
        added = item;
        if (page.Length > 1)
        {
            added.Track = Pool(page);
        }
    }

    /// <summary>Sorts by time; then <see cref="At"/> gives the events in order.</summary>
    public void Sort(long fromMs)
    {
        if (Count > (int)PlaceMask)
        {
            throw new InvalidOperationException("A bucket holds more events than its sort keys can number.");
        }

        if (_keys.Length < Count)
        {
            _keys = new ulong[BitOperations.RoundUpToPowerOf2((uint)Count)];
        }

        for (var place = 0; place < Count; place++)
        {
            ref readonly var item = ref _events[place];
            var tie = (ulong)(((uint)item.Account * 0x9E3779B9u) >> (32 - AccountBits));
            var time = (ulong)(item.TimeMs - fromMs);
            _keys[place] = (time << (PlaceBits + AccountBits)) | (tie << PlaceBits) | (uint)place;
        }

        Array.Sort(_keys, 0, Count);
    }

    public ref readonly TrafficEvent At(int rank) => ref _events[(int)(_keys[rank] & PlaceMask)];

    public ReadOnlySpan<int> PageOf(in TrafficEvent item) => _pool.AsSpan(item.Track, item.Tracks);

    public void Clear()
    {
        Count = 0;
        _pooled = 0;
    }

    private int Pool(ReadOnlySpan<int> page)
    {
        if (_pooled + page.Length > _pool.Length)
        {
            Array.Resize(ref _pool, Math.Max(_pool.Length * 2, _pooled + page.Length));
        }

        page.CopyTo(_pool.AsSpan(_pooled));
        _pooled += page.Length;
        return _pooled - page.Length;
    }
}
