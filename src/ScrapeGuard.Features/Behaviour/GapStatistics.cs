using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Behaviour;

/// <summary>
/// Mean and deviation of the gaps between an account's requests, on the scale log2(1 + seconds), over about the last
/// 64 gaps, in 12 bytes. Exponentially weighted (T. Finch, "Incremental calculation of weighted mean and variance",
/// 2009): with <c>d = x - mean</c>, <c>mean += a d</c> and <c>variance = (1 - a)(variance + a d^2)</c>, where a is 1/n
/// for the first 64.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct GapStatistics
{
    /// <summary>Gaps that it goes by.</summary>
    public const int Memory = 64;

    private float _mean;
    private float _variance;
    private uint _count;

    /// <summary>Mean of log2(1 + seconds); 0 before the first gap.</summary>
    public readonly float Mean => _mean;

    /// <summary>Standard deviation of log2(1 + seconds).</summary>
    public readonly float Deviation => MathF.Sqrt(_variance);

    /// <summary>Gaps seen, at most 64.</summary>
    public readonly int Count => (int)_count;

    /// <summary>Counts a gap.</summary>
    public void Add(long gapMicros)
    {
        if (_count < Memory)
        {
            _count++;
        }

        var weight = 1f / _count;
        var difference = Log2OfOnePlus(gapMicros) - _mean;
        _mean += weight * difference;
        _variance = (1 - weight) * (_variance + (weight * difference * difference));
    }

    /// <summary>
    /// log2(1 + seconds) by its floating-point exponent and a line within each octave: at most 0.0861 too small, and
    /// the same bits on every machine.
    /// </summary>
    internal static float Log2OfOnePlus(long micros)
    {
        var bits = BitConverter.SingleToInt32Bits(1f + (micros * 1e-6f));
        return (bits - (127 << 23)) * (1f / (1 << 23));
    }
}
