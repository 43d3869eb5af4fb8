using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Features.Popularity;

/// <summary>
/// Who took what in an epoch, and by which artist it is, each pair once, in bounded memory: of too many pairs those of
/// half the accounts are kept, of half of those, and so on, by the accounts' keys.
/// </summary>
/// <remarks>
/// What is kept depends on the set of pairs alone: the level is the least at which they fit, and no part of a set
/// needs a higher one than the whole. So samples that are merged are that of all pairs, however these were dealt out.
/// Of artists told of one track by different events the greatest hash is kept.
/// </remarks>
public sealed class TakingSample
{
    /// <summary>Bytes of a pair and what is told with it.</summary>
    public const int PairBytes = 28;

    /// <summary>Bytes before the pairs.</summary>
    public const int HeadBytes = 2 * sizeof(int);

    private const int MaxLevel = 40;

    private readonly int _capacity;
    private readonly Dictionary<Taking, uint> _takings = [];

    /// <param name="capacity">Pairs that are kept at most.</param>
    public TakingSample(int capacity) => _capacity = capacity;

    /// <summary>One in 2^level accounts is kept.</summary>
    public int Level { get; private set; }

    /// <summary>Pairs that are kept.</summary>
    public int Count => _takings.Count;

    /// <summary>Whether an account is among one in 2^level.</summary>
    public static bool IsOf(AccountKey account, int level) => (account.Low >> 20 & ((1UL << level) - 1)) == 0;

    /// <summary>Notes a pair.</summary>
    /// <param name="account">Who took it.</param>
    /// <param name="track">What.</param>
    /// <param name="artist">Hash of whose track it is; 0: not told.</param>
    public void Note(AccountKey account, ulong track, uint artist = 0)
    {
        if (!IsOf(account, Level))
        {
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _takings, new Taking(account, track), out var isKnown);
        known = Math.Max(known, artist);
        if (!isKnown)
        {
            Fit();
        }
    }

    /// <summary>Adds all that another holds.</summary>
    public void Add(TakingSample other)
    {
        RaiseTo(other.Level);
        foreach (var (taking, artist) in other._takings)
        {
            Note(taking.Account, taking.Track, artist);
        }
    }

    /// <summary>Forgets all and keeps the room.</summary>
    public void Clear()
    {
        _takings.Clear();
        Level = 0;
    }

    /// <summary>The pairs, each with its artist, in no order.</summary>
    public Dictionary<Taking, uint>.Enumerator GetEnumerator() => _takings.GetEnumerator();

    /// <summary>Bytes of <see cref="Write"/>.</summary>
    public int Bytes => HeadBytes + (_takings.Count * PairBytes);

    /// <summary>Level, count, then the pairs in rising order; little-endian.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Level);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[sizeof(int)..], _takings.Count);
        var written = MemoryMarshal.Cast<byte, Told>(bytes[HeadBytes..Bytes]);
        var place = 0;
        foreach (var (taking, artist) in _takings)
        {
            written[place++] = new Told(taking, artist);
        }

        written.Sort(static (a, b) => a.Taking.Account != b.Taking.Account
            ? a.Taking.Account.CompareTo(b.Taking.Account)
            : a.Taking.Track.CompareTo(b.Taking.Track));
    }

    /// <summary>How many bytes <see cref="Write"/> made of what begins here; below 0: damaged.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes, int capacity)
    {
        if (bytes.Length < HeadBytes || BinaryPrimitives.ReadInt32LittleEndian(bytes) is < 0 or > MaxLevel)
        {
            return -1;
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[sizeof(int)..]);
        return count < 0 || count > capacity || bytes.Length < HeadBytes + (count * PairBytes)
            ? -1
            : HeadBytes + (count * PairBytes);
    }

    /// <summary>Adds what <see cref="Write"/> wrote.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        RaiseTo(BinaryPrimitives.ReadInt32LittleEndian(bytes));
        foreach (var (taking, artist) in MemoryMarshal.Cast<byte, Told>(bytes[HeadBytes..]))
        {
            Note(taking.Account, taking.Track, artist);
        }
    }

    private void Fit()
    {
        while (_takings.Count > _capacity && Level < MaxLevel)
        {
            RaiseTo(Level + 1);
        }
    }

    private void RaiseTo(int level)
    {
        if (level > Level)
        {
            Level = level;
            foreach (var taking in _takings.Keys)
            {
                if (!IsOf(taking.Account, level))
                {
                    _takings.Remove(taking);
                }
            }
        }
    }

    /// <summary>A pair as it is written: 28 plain bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Told(Taking Taking, uint Artist);
}
