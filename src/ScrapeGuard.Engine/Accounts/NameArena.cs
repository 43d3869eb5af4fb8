using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// The accounts' names in flat memory, in cells of 16 bytes; a name takes 1 to 8 neighbouring cells. Freed runs are
/// kept in a list for each length and used again first. Where accounts spill, names do not stay in memory at all: they
/// are only asked for when there is something to tell.
/// </summary>
internal sealed class NameArena
{
    private const int CellBytes = 16;
    private const int ChunkCells = 1 << 16;
    private const int MaxRun = EventLimits.MaxAccountBytes / CellBytes;

    private readonly List<byte[]> _chunks = [];
    private readonly Stack<int>[] _free = new Stack<int>[MaxRun + 1];
    private readonly IStateFile? _file;
    private readonly byte[] _read = new byte[EventLimits.MaxAccountBytes];
    private int _room;
    private int _next;

    /// <param name="store">Takes the names; null: they stay in memory.</param>
    public NameArena(IStateStore? store = null)
    {
        _file = store?.OpenFile(CellBytes);
        for (var i = 0; i < _free.Length; i++)
        {
            _free[i] = new Stack<int>();
        }
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => (long)_chunks.Count * ChunkCells * CellBytes;

    public NamePlace Add(ReadOnlySpan<byte> name)
    {
        var run = RunOf(name.Length);
        if (!_free[run].TryPop(out var cell))
        {
            cell = Grow(run);
        }

        var place = new NamePlace(cell, (byte)name.Length);
        if (_file is not null)
        {
            _file.Write(cell, name);
        }
        else
        {
            name.CopyTo(Cells(place));
        }

        return place;
    }

    public void Remove(NamePlace place) => _free[RunOf(place.Length)].Push(place.Cell);

    /// <summary>A name; good until the next is asked for.</summary>
    public ReadOnlySpan<byte> Get(NamePlace place)
    {
        if (_file is null)
        {
            return Cells(place);
        }

        _file.Read(place.Cell, _read.AsSpan(0, place.Length));
        return _read.AsSpan(0, place.Length);
    }

    private Span<byte> Cells(NamePlace place) =>
        _chunks[place.Cell / ChunkCells].AsSpan(place.Cell % ChunkCells * CellBytes, place.Length);

    private int Grow(int run)
    {
        // A run does not cross from one chunk to the next.
        if (_next + run > _room)
        {
            _file?.Reserve(_room + (long)ChunkCells);
            if (_file is null)
            {
                _chunks.Add(new byte[ChunkCells * CellBytes]);
            }

            _next = _room;
            _room += ChunkCells;
        }

        var cell = _next;
        _next += run;
        return cell;
    }

    private static int RunOf(int length) => (length + CellBytes - 1) / CellBytes;
}
