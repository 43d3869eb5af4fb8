using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Ensembles;

/// <summary>
/// How surprising a member finds a row: -ln P(a row of the crowd is at least as far out), in nats, so that members of
/// any unit can be added. Looked up on an even grid of the member's raw keys, integers that rise with strangeness.
/// </summary>
internal sealed class SurpriseTable
{
    private const int Cells = 1024;

    /// <summary>Beyond the farthest row seen, surprise rises as it did over this last share of the rows.</summary>
    private const double TailShare = 0.02;

    private readonly float[] _values = new float[Cells + 1];
    private readonly double _origin;
    private readonly double _perKey;
    private readonly double _slopeBeyond;

    /// <param name="keys">Raw keys of the crowd, in any order; at least one.</param>
    public SurpriseTable(ReadOnlySpan<int> keys)
    {
        var sorted = keys.ToArray();
        Array.Sort(sorted);
        _origin = sorted[0];
        var width = Math.Max((double)sorted[^1] - sorted[0], 1) / Cells;
        _perKey = 1 / width;
        var place = 0;
        for (var cell = 0; cell <= Cells; cell++)
            _values[cell] = (float)Interpolated(sorted, _origin + cell * width, ref place);
        var tail = sorted[^Math.Max((int)Math.Ceiling(sorted.Length * TailShare), 1)];
        var rise = Highest(sorted.Length) + StableMath.Log(TailShare);
        _slopeBeyond = Math.Max(rise, 0) / Math.Max((double)sorted[^1] - tail, width);
    }

    /// <summary>Surprise of a key, at least 0 and rising with it; 0 below every key of the crowd.</summary>
    public float Of(int key)
    {
        var at = (key - _origin) * _perKey;
        if (!(at > 0))
            return 0;
        if (at >= Cells)
            return (float)(_values[Cells] + (key - (_origin + Cells / _perKey)) * _slopeBeyond);
        var cell = (int)at;
        return _values[cell] + (float)(at - cell) * (_values[cell + 1] - _values[cell]);
    }

    /// <summary>Surprise of the farthest of <paramref name="count"/> rows: its rank is (count - 1/2) / count.</summary>
    private static double Highest(int count) => StableMath.Log(2.0 * count);

    /// <summary>
    /// Between two neighbouring keys of the crowd, the line between their surprises; equal keys share their middle
    /// rank.
    /// </summary>
    private static double Interpolated(int[] sorted, double key, ref int place)
    {
        while (place < sorted.Length && sorted[place] <= key)
            place++;
        var below = place - 1;
        var lower = SurpriseAt(sorted, below);
        if (place == sorted.Length)
            return lower;
        var upper = SurpriseAt(sorted, place);
        return lower + (upper - lower) * (key - sorted[below]) / ((double)sorted[place] - sorted[below]);
    }

    private static double SurpriseAt(int[] sorted, int index)
    {
        var first = LowerBound(sorted, sorted[index]);
        var end = sorted[index] == int.MaxValue ? sorted.Length : LowerBound(sorted, sorted[index] + 1);
        var rank = (first + end) / 2.0 / sorted.Length;
        return -StableMath.Log(1 - rank);
    }

    private static int LowerBound(int[] sorted, int key)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (sorted[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
