using System.Numerics;
using System.Runtime.CompilerServices;

namespace ScrapeGuard.Features.Popularity;

/// <summary>
/// How often each track is taken in the whole stream, older takings counting less: a count-min sketch (G. Cormode and
/// S. Muthukrishnan 2005) of 2 rows by 65,536 with exponential decay by growing weights: a taking of epoch k counts
/// <c>256 * 2^(k mod 1008 / 1008)</c>, and all counts are halved each 1,008 epochs of ten minutes, so that a count has
/// half its weight after a week. Counts are whole numbers, so that summaries may be merged in any order. A count is
/// never too small, and too large by over <c>2 e / 65,536</c> of the total with a chance of at most <c>e^-2</c>.
/// </summary>
public sealed class PopularitySketch
{
    /// <summary>Number of counts: both rows.</summary>
    internal const int Cells = Rows * Width;

    private const int Rows = 2;
    private const int Width = 1 << 16;
    private const int HalfLifeEpochs = 1_008;
    private const double UnitWeight = 256;

    private readonly ulong[] _counts = new ulong[Cells];
    private long _halvings = long.MinValue;

    /// <summary>Sum of the weights of all takings.</summary>
    public ulong Total { get; private set; }

    /// <summary>
    /// Sum over all takings of weight times rarity in sixteenths of a bit, by what was known when they were taken.
    /// </summary>
    public ulong RarityTotal { get; private set; }

    /// <summary>Mean rarity of what the stream takes, in bits.</summary>
    public float MeanRarity => Total == 0 ? 0 : (float)(RarityTotal / (double)Total / 16);

    /// <summary>Rarity of a track that was never taken, in bits: the most that there is.</summary>
    public float RarityOfUnknown => Total == 0 ? 0 : Log2(Total + (ulong)UnitWeight) - Log2((ulong)UnitWeight);

    /// <summary>The counts, for checkpoints.</summary>
    internal Span<ulong> Counts => _counts;

    /// <summary>Adds what an epoch took: the takings of all partitions, in any order, at once or one by one.</summary>
    public void Merge(long epoch, ReadOnlySpan<PopularityDelta> deltas)
    {
        var weight = AgeTo(epoch);
        foreach (var delta in deltas)
        {
            Add(delta, weight);
        }
    }

    /// <summary>Becomes equal to another sketch.</summary>
    public void CopyFrom(PopularitySketch other)
    {
        other._counts.CopyTo(_counts, 0);
        RestoreSums(other.Total, other.RarityTotal, other._halvings);
    }

    /// <summary>
    /// How rare a track is: <c>log2(total / count)</c> in bits, 0 when nothing is known yet. At least 0, at most that
    /// of a track never taken; a line in place of the curve makes it wrong by at most 0.0861.
    /// </summary>
    public float RarityOf(ulong track)
    {
        var pair = PairOf(track);
        var count = Math.Min(_counts[FirstOf(pair)], _counts[SecondOf(pair)]);
        return Total == 0 ? 0 : Log2(Total + (ulong)UnitWeight) - Log2(count + (ulong)UnitWeight);
    }

    /// <summary>
    /// Tells the share of all takings that others' takings of a track have, at least about: less a taking of now, for
    /// one is the asker's own and none weighs more, and less what other tracks leave in a cell on the mean; 0 at least.
    /// </summary>
    /// <param name="epoch">The last epoch that was merged.</param>
    public Func<ulong, double> SharesAt(long epoch)
    {
        var own = WeightOf(epoch) + (Total / Width);
        return track =>
        {
            var pair = PairOf(track);
            var count = Math.Min(_counts[FirstOf(pair)], _counts[SecondOf(pair)]);
            return count <= own ? 0 : (count - own) / (double)Total;
        };
    }

    /// <summary>Restores the sums of a checkpoint; the counts are restored in place.</summary>
    internal void RestoreSums(ulong total, ulong rarityTotal, long halvings)
    {
        Total = total;
        RarityTotal = rarityTotal;
        _halvings = halvings;
    }

    internal long Halvings => _halvings;

    /// <summary>The two cells of a track in 32 bits.</summary>
    internal static uint PairOf(ulong track) => (uint)(track & (Width - 1)) | (uint)((track >> 24) & (Width - 1)) << 16;

    internal static int FirstOf(uint pair) => (int)(pair & (Width - 1));

    internal static int SecondOf(uint pair) => Width + (int)(pair >> 16);

    private void Add(PopularityDelta delta, ulong weight)
    {
        Total += weight * (ulong)delta.Takings;
        RarityTotal += weight * delta.Rarity;
        foreach (var pair in delta.Listed)
        {
            _counts[FirstOf(pair)] += weight;
            _counts[SecondOf(pair)] += weight;
        }

        var counted = delta.Counted;
        for (var cell = 0; cell < counted.Length; cell++)
        {
            _counts[cell] += weight * counted[cell];
        }
    }

    /// <summary>Lets what is known grow old. Returns what a taking of the epoch counts.</summary>
    private ulong AgeTo(long epoch)
    {
        HalveTo(epoch / HalfLifeEpochs);
        return WeightOf(epoch);
    }

    private static ulong WeightOf(long epoch) =>
        (ulong)Math.Round(UnitWeight * Math.Pow(2, epoch % HalfLifeEpochs / (double)HalfLifeEpochs));

    private void HalveTo(long halvings)
    {
        if (_halvings == long.MinValue || halvings < _halvings)
        {
            _halvings = Math.Max(_halvings, halvings);
            return;
        }

        var shift = (int)Math.Min(halvings - _halvings, 63);
        _halvings = halvings;
        if (shift == 0)
        {
            return;
        }

        foreach (ref var count in _counts.AsSpan())
        {
            count >>= shift;
        }

        Total >>= shift;
        RarityTotal >>= shift;
    }

    /// <summary>
    /// log2 by exponent and a line within the octave (at most 0.0861 too small): the same bits everywhere.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Log2(ulong value)
    {
        var exponent = 63 - BitOperations.LeadingZeroCount(value);
        return exponent + ((value << (63 - exponent) & long.MaxValue) * (1f / (1UL << 63)));
    }
}
