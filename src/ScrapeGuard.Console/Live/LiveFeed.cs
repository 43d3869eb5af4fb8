using ScrapeGuard.Console.Api;

namespace ScrapeGuard.Console.Live;

/// <summary>
/// The newest messages, for any number of readers. There is one bounded memory for all of them: a reader has a place in
/// it, and no queue of its own to grow; one that is too slow finds its place overwritten and is told how much it
/// missed. Any thread may call.
/// </summary>
internal sealed class LiveFeed
{
    private readonly LiveMessage[] _ring;
    private readonly Lock _gate = new();
    private readonly long _first;
    private long _next;
    private ReadOnlyMemory<byte> _overview;
    private long _overviews;
    private TaskCompletionSource _pulse = NewPulse();

    /// <param name="firstId">Greater than any of an earlier run: the time at the start will do.</param>
    /// <param name="capacity">Messages that are kept.</param>
    public LiveFeed(long firstId, int capacity)
    {
        _ring = new LiveMessage[capacity];
        (_first, _next) = (firstId, firstId);
    }

    /// <summary>The id of the next message.</summary>
    public long Next
    {
        get
        {
            lock (_gate)
            {
                return _next;
            }
        }
    }

    /// <summary>Tells everyone.</summary>
    public void Publish(string kind, object value)
    {
        var json = ApiJson.ToBytes(value);
        lock (_gate)
        {
            _ring[(int)((_next - _first) % _ring.Length)] = new LiveMessage(_next, kind, json);
            _next++;
            Wake();
        }
    }

    /// <summary>Replaces the overview: only the newest is of use, so none waits behind another.</summary>
    public void PublishOverview(object value)
    {
        var json = ApiJson.ToBytes(value);
        lock (_gate)
        {
            _overview = json;
            _overviews++;
            Wake();
        }
    }

    /// <summary>What a reader has not seen yet.</summary>
    /// <param name="place">Where it is: begins at <see cref="PlaceAfter"/>, and moves on.</param>
    /// <param name="most">How many messages to hand out at most.</param>
    public LiveBatch Take(LivePlace place, int most)
    {
        lock (_gate)
        {
            var oldest = Math.Max(_first, _next - _ring.Length);
            var missed = Math.Max(0, oldest - place.Next);
            place.Next += missed;
            var messages = new List<LiveMessage>();
            while (place.Next < _next && messages.Count < most)
            {
                messages.Add(_ring[(int)((place.Next++ - _first) % _ring.Length)]);
            }

            var overview = place.Overviews < _overviews ? _overview : default;
            place.Overviews = _overviews;
            return new LiveBatch(missed, messages, overview, place.Next < _next ? Task.CompletedTask : _pulse.Task);
        }
    }

    /// <summary>The place after a message that a reader saw last; null: it begins now.</summary>
    public LivePlace PlaceAfter(long? lastId)
    {
        lock (_gate)
        {
            // An id of the future is none of ours: its reader begins now.
            return new LivePlace { Next = lastId is { } last && last < _next ? last + 1 : _next };
        }
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        var pulse = _pulse;
        _pulse = NewPulse();
        pulse.SetResult();
    }
}
