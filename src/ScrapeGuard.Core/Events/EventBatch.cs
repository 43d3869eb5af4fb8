using System.Runtime.CompilerServices;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Core.Events;

/// <summary>
/// A reusable run of decoded events in order of arrival, with their tracks and account names beside them in flat
/// arrays. Arrays grow to the largest batch seen and are kept, so that in steady state nothing is allocated.
/// </summary>
/// <remarks>
/// A decoder fills it so: <see cref="BeginEvent"/>, set the fields of the returned event, <see cref="AddTrack"/> for
/// each track, <see cref="SetAccount"/>, then <see cref="CommitEvent"/>; or <see cref="RejectEvent"/> when the line
/// turns out to be no event. Not thread-safe: one batch, one thread at a time.
/// </remarks>
public sealed class EventBatch
{
    private readonly long[] _rejected = new long[DecodeErrorText.Count];
    private AccessEvent[] _events;
    private EventHead[] _heads;
    private ulong[] _tracks;
    private byte[] _names;
    private int _trackCount;
    private int _nameBytes;

    /// <param name="capacity">Events to have room for at first, at least 1.</param>
    public EventBatch(int capacity = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _events = new AccessEvent[capacity];
        _heads = new EventHead[capacity];
        _tracks = new ulong[capacity * 2];
        _names = new byte[capacity * 16];
    }

    /// <summary>Artist and album of its events; null, as it is by default: they are not kept.</summary>
    public EventWorks? Works { get; init; }

    /// <summary>Number of events.</summary>
    public int Count { get; private set; }

    /// <summary>Lines that were no event, over all reasons.</summary>
    public long RejectedCount { get; private set; }

    /// <summary>The committed events.</summary>
    public ReadOnlySpan<AccessEvent> Events => _events.AsSpan(0, Count);

    /// <summary>
    /// Time and account of the committed events: for a pass over all of them that needs no more, an eighth of the
    /// bytes.
    /// </summary>
    public ReadOnlySpan<EventHead> Heads => _heads.AsSpan(0, Count);

    /// <summary>Hashes of the tracks of all events.</summary>
    public ReadOnlySpan<ulong> Tracks => _tracks.AsSpan(0, _trackCount);

    /// <summary>Account names of all events, UTF-8.</summary>
    public ReadOnlySpan<byte> Names => _names.AsSpan(0, _nameBytes);

    /// <summary>The event at a place, by reference.</summary>
    public ref readonly AccessEvent this[int index] => ref _events[index];

    /// <summary>The tracks of an event of this batch.</summary>
    public ReadOnlySpan<ulong> TracksOf(in AccessEvent e) => _tracks.AsSpan(e.TrackOffset, e.TrackCount);

    /// <summary>The account's name of an event of this batch, UTF-8.</summary>
    public ReadOnlySpan<byte> NameOf(in AccessEvent e) => _names.AsSpan(e.NameOffset, e.NameLength);

    /// <summary>Lines rejected for one reason.</summary>
    public long RejectedFor(DecodeError error) => _rejected[(int)error];

    /// <summary>Empties the batch and keeps its arrays.</summary>
    public void Clear()
    {
        Count = 0;
        RejectedCount = 0;
        _trackCount = 0;
        _nameBytes = 0;
        Array.Clear(_rejected);
    }

    /// <summary>An event with default values behind the last one; it does not count until it is committed.</summary>
    public ref AccessEvent BeginEvent()
    {
        if (Count == _events.Length)
        {
            Array.Resize(ref _events, _events.Length * 2);
            Array.Resize(ref _heads, _events.Length);
        }

        ref var e = ref _events[Count];
        e = default;
        e.Status = EventLimits.DefaultStatus;
        e.TrackOffset = _trackCount;
        Works?.Begin(Count);
        return ref e;
    }

    /// <summary>
    /// Adds a track to the event begun. False when it has its <see cref="EventLimits.MaxTracks"/> already.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AddTrack(ref AccessEvent e, ulong track)
    {
        if (e.TrackCount >= EventLimits.MaxTracks)
        {
            return false;
        }

        if (_trackCount == _tracks.Length)
        {
            Array.Resize(ref _tracks, _tracks.Length * 2);
        }

        _tracks[_trackCount++] = track;
        e.TrackCount++;
        return true;
    }

    /// <summary>Forgets the tracks of the event begun: a second <c>tracks</c> field replaces the first.</summary>
    public void ClearTracks(ref AccessEvent e)
    {
        _trackCount = e.TrackOffset;
        e.TrackCount = 0;
    }

    /// <summary>Sets key and text of the account of the event begun. The caller has checked length and UTF-8.</summary>
    public void SetAccount(ref AccessEvent e, ReadOnlySpan<byte> name)
    {
        if (_nameBytes + name.Length > _names.Length)
        {
            Array.Resize(ref _names, (_names.Length * 2) + EventLimits.MaxAccountBytes);
        }

        e.Account = StableHash.Account(name);
        e.NameOffset = _nameBytes;
        e.NameLength = (byte)name.Length;
        name.CopyTo(_names.AsSpan(_nameBytes));
    }

    /// <summary>Makes the event begun part of the batch.</summary>
    public void CommitEvent(ref AccessEvent e)
    {
        _nameBytes += e.NameLength;
        _heads[Count] = new EventHead(e.TimeMicros, e.Account);
        Count++;
    }

    /// <summary>Drops the event begun, or a line that never began one, and counts why.</summary>
    public void RejectEvent(DecodeError error)
    {
        // The tracks of the dropped event lie behind those of the last committed one.
        _trackCount = Count == 0 ? 0 : _events[Count - 1].TrackOffset + _events[Count - 1].TrackCount;
        _rejected[(int)error]++;
        RejectedCount++;
    }

    /// <summary>Appends a committed event of another batch with its tracks and name.</summary>
    public void Append(EventBatch source, in AccessEvent e)
    {
        ref var copy = ref BeginEvent();
        var offset = copy.TrackOffset;
        copy = e;
        copy.TrackOffset = offset;
        copy.TrackCount = 0;
        foreach (var track in source.TracksOf(e))
        {
            AddTrack(ref copy, track);
        }

        SetAccount(ref copy, source.NameOf(e));
        CommitEvent(ref copy);
    }

    /// <summary>Appends the event at a place of another batch, artist and album too where both keep them.</summary>
    public void Append(EventBatch source, int place)
    {
        Append(source, source[place]);
        if (source.Works is { } works)
        {
            Works?.Copy(Count - 1, works.Of(place));
        }
    }
}
