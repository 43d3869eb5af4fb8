using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// The accounts' names in flat memory, in cells of 16 bytes; a name takes 1 to 8 neighbouring cells. Freed runs are
/// kept in a list for each length and used again first.
/// </summary>
internal sealed class NameArena
{
    private const int CellBytes = 16;
    private const int ChunkCells = 1 << 16;
    private const int MaxRun = EventLimits.MaxAccountBytes / CellBytes;

    private readonly List<byte[]> _chunks = [];
    private readonly Stack<int>[] _free = new Stack<int>[MaxRun + 1];
    private int _next;

    public NameArena()
    {
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
        name.CopyTo(Cells(place));
        return place;
    }

    public void Remove(NamePlace place) => _free[RunOf(place.Length)].Push(place.Cell);

    public ReadOnlySpan<byte> Get(NamePlace place) => Cells(place);

    private Span<byte> Cells(NamePlace place) =>
        _chunks[place.Cell / ChunkCells].AsSpan(place.Cell % ChunkCells * CellBytes, place.Length);

    private int Grow(int run)
    {
        // A run does not cross from one chunk to the next.
        if (_chunks.Count == 0 || (_next % ChunkCells) + run > ChunkCells || _next == _chunks.Count * ChunkCells)
        {
            _next = _chunks.Count * ChunkCells;
            _chunks.Add(new byte[ChunkCells * CellBytes]);
        }

        var cell = _next;
        _next += run;
        return cell;
    }

    private static int RunOf(int length) => (length + CellBytes - 1) / CellBytes;
}
