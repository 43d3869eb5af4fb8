using System.Numerics;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Behaviour;

/// <summary>
/// How many addresses, networks, devices or clients an account used in the last 7 days, in 12 bytes: linear counting
/// (Whang et al. 1990), <c>n = -32 ln(1 - ones / 32)</c>, on two bit sets of 32, one for the half week under way and one
/// for the half before. The window is thus 3.5 to 7 days. Exact in effect for one or two; standard error 12 % at 16; counts
/// stop at 111.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct SourceMemory
{
    private const int Bits = 32;
    private const double Ln2 = 0.6931471805599453;
    private const uint HalfWeekSeconds = 302_400;

    private static readonly float[] Estimates = [.. Enumerable.Range(0, Bits + 1).Select(EstimateOf)];

    private uint _current;
    private uint _before;
    private uint _half;

    /// <summary>Counts a source by its hash; 0 (absent) does not count.</summary>
    public void See(uint hash, uint second)
    {
        var half = second / HalfWeekSeconds;
        if (half != _half)
        {
            _before = half == _half + 1 ? _current : 0;
            _current = 0;
            _half = half;
        }

        if (hash != 0)
        {
            _current |= 1u << (int)(hash >> 27);
        }
    }

    /// <summary>The estimate.</summary>
    public readonly float Count() => Estimates[BitOperations.PopCount(_current | _before)];

    /// <summary>Of a full set it is known only that it is full: it counts as half a bit short.</summary>
    private static float EstimateOf(int ones) =>
        (float)(Bits * Ln2 * (StableLog.Log2(Bits) - StableLog.Log2(ones < Bits ? Bits - ones : 0.5)));
}
