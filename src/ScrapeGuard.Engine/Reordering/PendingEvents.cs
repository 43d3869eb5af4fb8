using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Engine.Reordering;

/// <summary>
/// The events of a shard that are held back for the grace: a ring of seconds, each with a list in order of arrival,
/// which is sorted when its time has come and only if it needs to be. All that is held lies less than the ring's length
/// apart, for what is older than the grace is taken out before a newer event is put in.
/// </summary>
internal sealed class PendingEvents
{
    private const int None = -1;
    private const int ShelfShift = 10;
    private const int ShelfEvents = 1 << ShelfShift;
    private const long MicrosPerSecond = 1_000_000;

    private readonly int[] _heads;
    private readonly int[] _tails;
    private readonly bool[] _disordered;
    private readonly TrackLists _trackLists = new();
    private readonly PendingIds _ids = new();

    // In shelves: to grow takes one more, where a larger array would take as much memory again and copy it.
    private readonly List<PendingEvent[]> _shelves = [];
    private (int Account, long Time, ulong Tie, int Place)[] _order = new (int, long, ulong, int)[256];
    private int _used;
    private int _free = None;

    /// <param name="graceSeconds">How far apart the events held can lie.</param>
    public PendingEvents(int graceSeconds)
    {
        var seconds = (int)BitOperations.RoundUpToPowerOf2((uint)graceSeconds + 3);
        _heads = new int[seconds];
        _tails = new int[seconds];
        _disordered = new bool[seconds];
        Array.Fill(_heads, None);
    }

    /// <summary>Number of events held.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes held.</summary>
    public long Bytes => ((long)_shelves.Count * ShelfEvents * Unsafe.SizeOf<PendingEvent>()) + _trackLists.Bytes;

    /// <summary>Length of the ring, in seconds.</summary>
    public int RingSeconds => _heads.Length;

    /// <summary>Holds an event back. False when one with its id is held already.</summary>
    public bool TryAdd(in AccessEvent e, ReadOnlySpan<ulong> tracks, int account)
    {
        if (e.Id != 0 && !_ids.Add(IdKey(e)))
        {
            return false;
        }

        var place = Take();
        ref var pending = ref At(place);
        pending.Event = e;
        pending.Account = account;
        pending.Next = None;
        pending.TrackList = 0;
        if (tracks.Length > PendingEvent.InlineTracks)
        {
            pending.TrackList = _trackLists.Add(tracks);
        }
        else
        {
            pending.FirstTrack = tracks.Length > 0 ? tracks[0] : 0;
            pending.SecondTrack = tracks.Length > 1 ? tracks[1] : 0;
        }

        Append(place, (int)(e.TimeMicros / MicrosPerSecond) & (_heads.Length - 1));
        Count++;
        return true;
    }

    /// <summary>
    /// The places of the events of one second, each account's in canonical order, as a list linked by
    /// <see cref="PendingEvent.Next"/>; negative when there are none. They are to be freed one by one.
    /// </summary>
    public int TakeSecond(long second)
    {
        var slot = (int)second & (_heads.Length - 1);
        var head = _heads[slot];
        _heads[slot] = None;
        if (head != None && _disordered[slot])
        {
            head = Sort(head);
        }

        _disordered[slot] = false;
        return head;
    }

    /// <summary>
    /// The place after one in the list of <see cref="TakeSecond"/>; negative at its end and after it.
    /// </summary>
    public int NextOf(int place) => place < 0 ? None : At(place).Next;

    /// <summary>The event at a place.</summary>
    public ref readonly PendingEvent this[int place] => ref At(place);

    /// <summary>The tracks of the event at a place, good until the next event is held back.</summary>
    public ReadOnlySpan<ulong> TracksOf(int place)
    {
        ref var pending = ref At(place);
        return pending.TrackList != 0
            ? _trackLists.Get(pending.TrackList, pending.Event.TrackCount)
            : MemoryMarshal.CreateReadOnlySpan(ref pending.FirstTrack, pending.Event.TrackCount);
    }

    /// <summary>Frees the place of an event that was taken.</summary>
    public void Free(int place)
    {
        ref var pending = ref At(place);
        if (pending.Event.Id != 0)
        {
            _ids.Remove(IdKey(pending.Event));
        }

        if (pending.TrackList != 0)
        {
            _trackLists.Remove(pending.TrackList);
        }

        pending.Next = _free;
        _free = place;
        Count--;
    }

    /// <summary>The places of all events held, in no order; for checkpoints and reports.</summary>
    public IEnumerable<int> Places()
    {
        foreach (var head in _heads)
        {
            for (var place = head; place != None; place = At(place).Next)
            {
                yield return place;
            }
        }
    }

    private static ulong IdKey(in AccessEvent e)
    {
        var key = StableHash.Combine(e.Id, e.Account.Low);
        return key == 0 ? 1 : key;
    }

    private ref PendingEvent At(int place) => ref _shelves[place >> ShelfShift][place & (ShelfEvents - 1)];

    private int Take()
    {
        if (_free != None)
        {
            var place = _free;
            _free = At(place).Next;
            return place;
        }

        if (_used >> ShelfShift == _shelves.Count)
        {
            _shelves.Add(new PendingEvent[ShelfEvents]);
        }

        return _used++;
    }

    private void Append(int place, int slot)
    {
        if (_heads[slot] == None)
        {
            _heads[slot] = place;
        }
        else
        {
            ref var tail = ref At(_tails[slot]);
            tail.Next = place;
            _disordered[slot] |= At(place).Event.TimeMicros <= tail.Event.TimeMicros;
        }

        _tails[slot] = place;
    }

    private int Sort(int head)
    {
        var count = 0;
        for (var place = head; place != None; place = At(place).Next)
        {
            if (count == _order.Length)
            {
                Array.Resize(ref _order, count * 2);
            }

            ref var pending = ref At(place);
            var tie = CanonicalOrder.TieKey(pending.Event, TracksOf(place));
            _order[count++] = (pending.Account, pending.Event.TimeMicros, tie, place);
        }

        _order.AsSpan(0, count).Sort(static (a, b) =>
        {
            var order = a.Account.CompareTo(b.Account);
            order = order != 0 ? order : a.Time.CompareTo(b.Time);
            return order != 0 ? order : a.Tie.CompareTo(b.Tie);
        });
        for (var i = 0; i < count; i++)
        {
            At(_order[i].Place).Next = i + 1 < count ? _order[i + 1].Place : None;
        }

        return _order[0].Place;
    }
}
