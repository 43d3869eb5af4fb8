using System.Numerics;

namespace ScrapeGuard.Simulation.Randomness;

/// <summary>
/// A keyed bijection of 0 .. count - 1 without a table: four Feistel rounds over the next even power of two, walked
/// until the image is in range (Black and Rogaway, CT-RSA 2002). At most four steps on average.
/// </summary>
internal readonly struct Permutation
{
    private const int Rounds = 4;

    private readonly ulong _key;
    private readonly int _half;
    private readonly uint _mask;

    public Permutation(int count, ulong key)
    {
        Count = count;
        _key = key;
        var bits = 32 - BitOperations.LeadingZeroCount((uint)Math.Max(1, count - 1));
        _half = (bits + 1) / 2;
        _mask = (1u << _half) - 1;
    }

    public int Count { get; }

    public int At(int index)
    {
        var value = (uint)index;
        do
        {
            value = Scramble(value);
        }
        while (value >= (uint)Count);
        return (int)value;
    }

    private uint Scramble(uint value)
    {
        var left = value >> _half;
        var right = value & _mask;
        for (var round = 0; round < Rounds; round++)
        {
            var next = left ^ ((uint)Chance.Mix(_key + right + ((ulong)round << 40)) & _mask);
            left = right;
            right = next;
        }

        return (left << _half) | right;
    }
}
