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
    private const int Rows = 2;
    private const int Width = 1 << 16;
    private const int HalfLifeEpochs = 1_008;
    private const double UnitWeight = 256;

    private readonly ulong[] _counts = new ulong[Rows * Width];
    private long _halvings = long.MinValue;

    /// <summary>Sum of the weights of all takings.</summary>
    public ulong Total { get; private set; }

    /// <summary>Sum over all takings of weight times rarity in sixteenths of a bit, at the time of taking.</summary>
    public ulong RarityTotal { get; private set; }

    /// <summary>Mean rarity of what the stream takes, in bits.</summary>
    public float MeanRarity => Total == 0 ? 0 : (float)(RarityTotal / (double)Total / 16);

    /// <summary>The counts, for checkpoints.</summary>
    internal Span<ulong> Counts => _counts;

    /// <summary>Adds what an epoch took: the takings of all partitions at once, in any order.</summary>
    /// <returns>What <see cref="RarityTotal"/> grew by, for <see cref="MergeAgain"/>.</returns>
    public ulong Merge(long epoch, ReadOnlySpan<PopularityDelta> deltas)
    {
        var weight = AgeTo(epoch);

        // Rarity is judged by what was known before this epoch, so that the order of the takings does not matter.
        var rarity = 0UL;
        foreach (var delta in deltas)
        {
            foreach (var track in delta.Tracks)
            {
                rarity += weight * (ulong)(RarityOf(track) * 16);
            }
        }

        Add(deltas, weight, rarity);
        return rarity;
    }

    /// <summary>Adds what an epoch took as another sketch, equal to this one, has done before.</summary>
    public void MergeAgain(long epoch, ReadOnlySpan<PopularityDelta> deltas, ulong rarity) =>
        Add(deltas, AgeTo(epoch), rarity);

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
        var count = Math.Min(_counts[PlaceOf(track, 0)], _counts[PlaceOf(track, 1)]);
        return Total == 0 ? 0 : Log2(Total + (ulong)UnitWeight) - Log2(count + (ulong)UnitWeight);
    }

    /// <summary>Restores the sums of a checkpoint; the counts are restored in place.</summary>
    internal void RestoreSums(ulong total, ulong rarityTotal, long halvings)
    {
        Total = total;
        RarityTotal = rarityTotal;
        _halvings = halvings;
    }

    internal long Halvings => _halvings;

    private void Add(ReadOnlySpan<PopularityDelta> deltas, ulong weight, ulong rarity)
    {
        RarityTotal += rarity;
        foreach (var delta in deltas)
        {
            foreach (var track in delta.Tracks)
            {
                _counts[PlaceOf(track, 0)] += weight;
                _counts[PlaceOf(track, 1)] += weight;
            }

            Total += weight * (ulong)delta.Tracks.Length;
        }
    }

    /// <summary>Lets what is known grow old. Returns what a taking of the epoch counts.</summary>
    private ulong AgeTo(long epoch)
    {
        var halvings = Math.DivRem(epoch, HalfLifeEpochs, out var place);
        HalveTo(halvings);
        return (ulong)Math.Round(UnitWeight * Math.Pow(2, place / (double)HalfLifeEpochs));
    }

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(ulong track, int row) =>
        row == 0 ? (int)(track & (Width - 1)) : Width + (int)((track >> 24) & (Width - 1));
}
