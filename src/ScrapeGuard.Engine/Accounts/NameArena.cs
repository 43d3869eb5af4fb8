using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// The accounts' names in flat memory, in cells of 16 bytes; a name takes 1 to 8 neighbouring cells. Freed runs are
/// kept in a list for each length and used again first.
/// </summary>
/// <param name="memory">Where the names lie; null: in plain memory.</param>
internal sealed unsafe class NameArena(IStateMemory? memory = null)
{
    private const int CellBytes = 16;
    private const int ChunkCells = 1 << 16;
    private const int MaxRun = EventLimits.MaxAccountBytes / CellBytes;

    private readonly IStateMemory _memory = memory ?? PlainStateMemory.Instance;
    private readonly List<StateChunk> _chunks = [];
    private readonly Stack<int>[] _free = [.. Enumerable.Range(0, MaxRun + 1).Select(_ => new Stack<int>())];
    private int _next;

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

    /// <summary>Forgets all names: their memory is given back.</summary>
    public void Close() => _chunks.Clear();

    private Span<byte> Cells(NamePlace place)
    {
        var chunk = _chunks[place.Cell / ChunkCells];
        var offset = place.Cell % ChunkCells * CellBytes;
        if (chunk.IsAway(offset))
        {
            _memory.Bring(chunk, offset);
        }

        return new Span<byte>((void*)(chunk.Start + offset), place.Length);
    }

    private int Grow(int run)
    {
        // A run does not cross from one chunk to the next.
        if (_chunks.Count == 0 || (_next % ChunkCells) + run > ChunkCells || _next == _chunks.Count * ChunkCells)
        {
            var chunk = _memory.Allocate(ChunkCells * CellBytes);
            _next = _chunks.Count * ChunkCells;
            _chunks.Add(chunk);
        }

        var cell = _next;
        _next += run;
        return cell;
    }

    private static int RunOf(int length) => (length + CellBytes - 1) / CellBytes;
}
