using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Truth;

/// <summary>
/// An exact set of track numbers with a mark for those taken as audio. Open addressing, 4 bytes a cell and at most
/// three quarters full: a million accounts of ten tracks take some 100 MB.
/// </summary>
internal sealed class DistinctTracks
{
    private const uint AudioMark = 0x8000_0000;
    private const int FirstCells = 8;

    // 0 is an empty cell; a track is stored plus one, the audio mark in the top bit.
    private uint[] _cells = [];

    public int Count { get; private set; }

    public int AudioCount { get; private set; }

    public void Add(int track, bool audio)
    {
        if (Count >= _cells.Length - (_cells.Length / 4))
        {
            Grow();
        }

        var key = (uint)track + 1;
        ref var cell = ref Find(_cells, key);
        if (cell == 0)
        {
            cell = key;
            Count++;
        }

        if (audio && (cell & AudioMark) == 0)
        {
            cell |= AudioMark;
            AudioCount++;
        }
    }

    private static ref uint Find(uint[] cells, uint key)
    {
        var at = (int)(Chance.Mix(key) & (uint)(cells.Length - 1));
        while (cells[at] != 0 && (cells[at] & ~AudioMark) != key)
        {
            at = (at + 1) & (cells.Length - 1);
        }

        return ref cells[at];
    }

    private void Grow()
    {
        var cells = new uint[Math.Max(FirstCells, _cells.Length * 2)];
        foreach (var cell in _cells)
        {
            if (cell != 0)
            {
                Find(cells, cell & ~AudioMark) = cell;
            }
        }

        _cells = cells;
    }
}
