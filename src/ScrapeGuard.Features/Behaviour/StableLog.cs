using System.Runtime.CompilerServices;

namespace ScrapeGuard.Features.Behaviour;

/// <summary>
/// log2 by additions, multiplications and one division of IEEE 754 alone, so that the bits are the same on every
/// machine; the C runtime's logarithm, which <see cref="MathF.Log2"/> calls, may differ in the last one.
/// </summary>
public static class StableLog
{
    private const double Sqrt2 = 1.4142135623730951;
    private const double TwoOverLn2 = 2.8853900817779268;
    private const long MantissaMask = (1L << 52) - 1;
    private const long ExponentOfOne = 1023L << 52;

    /// <summary>
    /// log2 of a normal positive number, within 1e-10: <c>log2(2^e m) = e + 2 / ln 2 (z + z^3/3 + z^5/5 + ...)</c> with
    /// <c>z = (m - 1) / (m + 1)</c> and m from sqrt(1/2) to sqrt(2), so that |z| is at most 0.172.
    /// </summary>
    public static double Log2(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ExponentOfOne);
        if (mantissa > Sqrt2)
        {
            mantissa *= 0.5;
            exponent++;
        }

        var z = (mantissa - 1) / (mantissa + 1);
        var w = z * z;
        var series = 1 + (w * ((1.0 / 3) + (w * ((1.0 / 5) + (w * ((1.0 / 7) + (w * ((1.0 / 9) + (w / 11)))))))));
        return exponent + (TwoOverLn2 * z * series);
    }

    /// <summary>
    /// <c>floor(2 log2 value)</c> of a normal positive number: its exponent, and whether its mantissa reaches sqrt(2);
    /// of 0 it is -2046.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HalfOctaveOf(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ExponentOfOne);
        return (2 * ((int)(bits >> 52) - 1023)) + Unsafe.BitCast<bool, byte>(mantissa >= Sqrt2);
    }
}
