using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Sketches;

/// <summary>
/// Counts the distinct tracks of an account's whole life in 48 bytes: HyperLogLog (Flajolet et al. 2007) with 64 registers
/// of 4 bits above a common base, read by the historic inverse probability estimator (D. Ting, "Streamed Approximate
/// Counting of Distinct Elements", KDD 2014; E. Cohen 2014): each change of the registers adds 1/q, where q is the chance
/// that a new track changes them. Unbiased; relative standard error <c>sqrt(ln 2 / 64)</c> = 10.4 %, 8 % at 100 tracks.
/// </summary>
/// <remarks>
/// A register is cut off at the base + 15; when the base has risen, a repeat can then raise it once more and count 2 %:
/// this happens to about 1 account in 100.
/// The estimate depends on the order of first sights, which is why an account's events come in canonical order.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct DistinctCounter
{
    private const int RegisterBits = 6;
    private const int Registers = 1 << RegisterBits;
    private const int MaxNibble = 15;

    private Nibbles _registers;
    private double _estimate;
    private float _changeProbability;
    private byte _base;
    private byte _atBase;

    /// <summary>The estimate.</summary>
    public readonly double Estimate => _estimate;

    /// <summary>Counts a track.</summary>
    /// <param name="hash">The track.</param>
    /// <param name="knownNew">
    /// True or false when the caller knows whether it is new, null when it does not: what is known is counted exactly.
    /// </param>
    public void Add(ulong hash, bool? knownNew = null)
    {
        if (_changeProbability == 0)
        {
            _changeProbability = 1;
            _atBase = Registers;
        }

        var mixed = hash * 0x9E3779B97F4A7C15;
        var index = (int)(mixed >> (64 - RegisterBits));
        var rank = BitOperations.TrailingZeroCount(mixed | (1UL << 40)) + 1;
        var old = _base + Get(index);
        var changes = rank > old && old - _base < MaxNibble;
        var gain = knownNew switch
        {
            null => changes ? 1.0 / _changeProbability : 0,
            true => 1,
            false => 0,
        };
        _estimate += gain;
        if (changes)
        {
            Raise(index, old, Math.Min(rank, _base + MaxNibble));
        }
    }

    private void Raise(int index, int old, int rank)
    {
        _changeProbability -= (MathF.ScaleB(1, -old) - MathF.ScaleB(1, -rank)) / Registers;
        Set(index, rank - _base);
        if (old != _base || --_atBase > 0)
        {
            return;
        }

        RaiseBase();
    }

    /// <summary>Every register is above the base: the base rises, the nibbles fall, until one is at the base again.</summary>
    private void RaiseBase()
    {
        do
        {
            _base++;
            _atBase = 0;
            for (var i = 0; i < Registers; i++)
            {
                var nibble = Get(i) - 1;
                Set(i, nibble);
                _atBase += (byte)(nibble == 0 ? 1 : 0);
            }
        }
        while (_atBase == 0);
    }

    private readonly int Get(int index) => (_registers[index >> 1] >> ((index & 1) << 2)) & MaxNibble;

    private void Set(int index, int value)
    {
        var shift = (index & 1) << 2;
        ref var pair = ref _registers[index >> 1];
        pair = (byte)((pair & ~(MaxNibble << shift)) | (value << shift));
    }

    [InlineArray(Registers / 2)]
    private struct Nibbles
    {
        private byte _first;
    }
}
