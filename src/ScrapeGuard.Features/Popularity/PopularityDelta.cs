using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Popularity;

/// <summary>
/// What one partition saw taken in one epoch, in the form that a <see cref="PopularitySketch"/> adds: the pair of its
/// cells for each taking, or once that would be larger a count for each cell; and who took what, of those that
/// campaigns are looked for among. So it is never over 905 KiB, and several may be added in any order.
/// </summary>
public sealed class PopularityDelta
{
    /// <summary>Takings up to which their cells are listed one by one.</summary>
    public const int MaxListed = 1 << 16;

    /// <summary>Most bytes of <see cref="ToBytes"/>.</summary>
    public const int MaxBytes =
        HeadBytes + (PopularitySketch.Cells * sizeof(uint)) + CandidateTakings.MaxBytes;

    private const int HeadBytes = sizeof(byte) + (2 * sizeof(long));
    private const byte ListedForm = 0;
    private const byte CountedForm = 1;

    private uint[] _listed = new uint[256];
    private uint[]? _counted;
    private bool _isCounted;

    /// <summary>Number of takings.</summary>
    public long Takings { get; private set; }

    /// <summary>Sum over the takings of their rarity, in sixteenths of a bit.</summary>
    public ulong Rarity { get; private set; }

    /// <summary>Who took what, of some.</summary>
    public CandidateTakings Candidates { get; } = new();

    /// <summary>Whether nothing at all is noted.</summary>
    public bool IsEmpty => Takings == 0 && Candidates.IsEmpty;

    /// <summary>Bytes held.</summary>
    public long Bytes => (_listed.Length + (_counted?.Length ?? 0)) * (long)sizeof(uint);

    /// <summary>The pairs of cells, while they are listed.</summary>
    internal ReadOnlySpan<uint> Listed => _isCounted ? [] : _listed.AsSpan(0, (int)Takings);

    /// <summary>The counts by cell, when they are counted; otherwise empty.</summary>
    internal ReadOnlySpan<uint> Counted => _isCounted ? _counted : [];

    /// <summary>Notes a taking.</summary>
    /// <param name="track">The track.</param>
    /// <param name="rarityBits">How rare it was by what was known then.</param>
    public void Add(ulong track, float rarityBits)
    {
        AddPair(PopularitySketch.PairOf(track));
        Rarity += (ulong)(rarityBits * 16);
    }

    /// <summary>Adds all that another holds.</summary>
    public void Add(PopularityDelta other)
    {
        Rarity += other.Rarity;
        Candidates.Add(other.Candidates);
        foreach (var pair in other.Listed)
        {
            AddPair(pair);
        }

        if (other._isCounted)
        {
            Count();
            AddCounts(other.Counted);
            Takings += other.Takings;
        }
    }

    /// <summary>Forgets all takings and keeps the room.</summary>
    public void Clear()
    {
        _isCounted = false;
        Takings = 0;
        Rarity = 0;
        Candidates.Clear();
    }

    /// <summary>
    /// Its bytes: form, takings, rarity, then the pairs or the counts, then who took what; little-endian.
    /// </summary>
    public byte[] ToBytes()
    {
        ReadOnlySpan<uint> cells = _isCounted ? Counted : Listed;
        var end = HeadBytes + (cells.Length * sizeof(uint));
        var bytes = new byte[end + Candidates.Bytes];
        bytes[0] = _isCounted ? CountedForm : ListedForm;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), Takings);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(1 + sizeof(long)), Rarity);
        MemoryMarshal.AsBytes(cells).CopyTo(bytes.AsSpan(HeadBytes));
        Candidates.Write(bytes.AsSpan(end));
        return bytes;
    }

    /// <summary>Adds what <see cref="ToBytes"/> wrote. False, and nothing added, when it is damaged.</summary>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes || bytes[0] > CountedForm)
        {
            return false;
        }

        var takings = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]);
        if (takings < 0 || (bytes[0] == ListedForm && takings > MaxListed))
        {
            return false;
        }

        var end = HeadBytes + (int)((bytes[0] == CountedForm ? PopularitySketch.Cells : takings) * sizeof(uint));
        if (bytes.Length < end || !CandidateTakings.AreWhole(bytes[end..]))
        {
            return false;
        }

        var cells = bytes[HeadBytes..end];
        Candidates.Add(bytes[end..]);

        Rarity += BinaryPrimitives.ReadUInt64LittleEndian(bytes[(1 + sizeof(long))..]);
        if (bytes[0] == CountedForm)
        {
            Count();
            AddCounts(MemoryMarshal.Cast<byte, uint>(cells));
            Takings += takings;
            return true;
        }

        foreach (var pair in MemoryMarshal.Cast<byte, uint>(cells))
        {
            AddPair(pair);
        }

        return true;
    }

    private void AddPair(uint pair)
    {
        if (_isCounted)
        {
            CountPair(pair);
            Takings++;
            return;
        }

        if (Takings == _listed.Length)
        {
            if (Takings == MaxListed)
            {
                Count();
                AddPair(pair);
                return;
            }

            Array.Resize(ref _listed, _listed.Length * 2);
        }

        _listed[Takings++] = pair;
    }

    private void Count()
    {
        if (_isCounted)
        {
            return;
        }

        _counted ??= new uint[PopularitySketch.Cells];
        Array.Clear(_counted);
        foreach (var pair in Listed)
        {
            CountPair(pair);
        }

        _isCounted = true;
    }

    private void CountPair(uint pair)
    {
        _counted![PopularitySketch.FirstOf(pair)]++;
        _counted[PopularitySketch.SecondOf(pair)]++;
    }

    private void AddCounts(ReadOnlySpan<uint> counts)
    {
        for (var cell = 0; cell < counts.Length; cell++)
        {
            _counted![cell] += counts[cell];
        }
    }
}
