using System.Numerics;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>
/// Counts distinct tracks in 64 KiB: dense HyperLogLog (P. Flajolet et al., 2007) of 2^16 registers, read by the
/// estimator of O. Ertl ("New cardinality estimation algorithms for HyperLogLog sketches", 2017, algorithm 6), which
/// needs no tables and has no bias at any size. Merging is the maximum of registers: commutative, associative,
/// idempotent.
/// </summary>
public sealed class DistinctSketch
{
    /// <summary>Standard error of an estimate as a share of it: <c>1.04 / sqrt(2^16)</c>, 0.41 %.</summary>
    public const double RelativeError = 1.04 / 256;

    /// <summary>Bytes of the registers.</summary>
    public const int Bytes = Registers;

    private const int IndexBits = 16;
    private const int Registers = 1 << IndexBits;
    private const int MaxRank = 64 - IndexBits + 1;

    private readonly byte[] _registers = new byte[Registers];

    /// <summary>The estimate.</summary>
    public double Estimate
    {
        get
        {
            Span<int> counts = stackalloc int[MaxRank + 1];
            counts.Clear();
            foreach (var rank in _registers)
            {
                counts[rank]++;
            }

            var z = Registers * Tau(1 - (counts[MaxRank] / (double)Registers));
            for (var rank = MaxRank - 1; rank >= 1; rank--)
            {
                z = 0.5 * (z + counts[rank]);
            }

            z += Registers * Sigma(counts[0] / (double)Registers);
            return double.IsInfinity(z) ? 0 : Registers / (2 * Math.Log(2)) * Registers / z;
        }
    }

    /// <summary>Counts a track.</summary>
    public void Add(ulong track)
    {
        var mixed = Mix(track);
        var rank = BitOperations.LeadingZeroCount((mixed << IndexBits) | (1UL << (IndexBits - 1))) + 1;
        ref var register = ref _registers[mixed >> (64 - IndexBits)];
        register = Math.Max(register, (byte)rank);
    }

    /// <summary>Counts all that another counted.</summary>
    public void Merge(DistinctSketch other)
    {
        for (var i = 0; i < Registers; i++)
        {
            _registers[i] = Math.Max(_registers[i], other._registers[i]);
        }
    }

    /// <summary>The finalizer of MurmurHash3 (A. Appleby): all bits of the track reach index and rank.</summary>
    private static ulong Mix(ulong track)
    {
        track = (track ^ (track >> 33)) * 0xFF51AFD7ED558CCD;
        track = (track ^ (track >> 33)) * 0xC4CEB9FE1A85EC53;
        return track ^ (track >> 33);
    }

    private static double Sigma(double x)
    {
        if (x >= 1)
        {
            return double.PositiveInfinity;
        }

        var (y, z) = (1.0, x);
        for (var before = double.NaN; z != before;)
        {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        }

        return z;
    }

    private static double Tau(double x)
    {
        if (x is <= 0 or >= 1)
        {
            return 0;
        }

        var (y, z) = (1.0, 1 - x);
        for (var before = double.NaN; z != before;)
        {
            x = Math.Sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }

        return z / 3;
    }
}
