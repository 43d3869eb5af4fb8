using System.Numerics;
using System.Runtime.CompilerServices;

namespace ScrapeGuard.Core.Events.Json;

/// <summary>
/// Decimal digits, eight in a word at a time (D. Lemire, "Quickly parsing eight digits", 2018): the length of a number
/// is then no branch that the processor has to guess. Little-endian.
/// </summary>
internal static class DecimalDigits
{
    private const ulong Zeros = 0x3030303030303030;
    private const ulong AboveNine = 0x7676767676767676;
    private const ulong HighBits = 0x8080808080808080;
    private const int WordBytes = 8;

    /// <summary>Reads leading digits; 24 bytes must be readable.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="maxDigits">At most 18, so that every value fits.</param>
    /// <param name="value">The number, when there are 1 to <paramref name="maxDigits"/> digits.</param>
    /// <returns>The number of digits, up to <paramref name="maxDigits"/> of them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref byte start, int maxDigits, out long value)
    {
        var count = ReadWord(ref start, out value);
        return count < WordBytes ? count : ReadOn(ref start, maxDigits, ref value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadOn(ref byte start, int maxDigits, ref long value)
    {
        var count = WordBytes;
        while (count < maxDigits && (uint)(Unsafe.Add(ref start, count) - '0') <= 9)
        {
            value = (value * 10) + (Unsafe.Add(ref start, count) - '0');
            count++;
        }

        return count;
    }

    /// <summary>Reads up to eight digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadWord(ref byte start, out long value)
    {
        // A digit becomes its value; adding 0x76 to anything above 9 sets the high bit of its byte. A carry out of a
        // byte reaches later bytes only, and only the first byte that is no digit counts.
        var word = Unsafe.ReadUnaligned<ulong>(ref start) ^ Zeros;
        var others = ((word + AboveNine) | word) & HighBits;
        var count = BitOperations.TrailingZeroCount(others) >> 3;
        if (count == 0)
        {
            value = 0;
            return 0;
        }

        // Shifted so that the last digit is in the highest byte, with zeros before the first.
        word <<= 64 - (count << 3);
        word = (word * 10) + (word >> 8);
        value = (long)((((word & 0x000000FF000000FF) * 0x000F424000000064)
            + (((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
        return count;
    }
}
