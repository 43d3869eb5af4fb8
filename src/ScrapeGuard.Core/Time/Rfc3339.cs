using System.Buffers.Binary;

namespace ScrapeGuard.Core.Time;

/// <summary>
/// Times of RFC 3339 as microseconds since 1970-01-01T00:00:00Z. Grammar (section 5.6), with a space for the T and
/// small letters as its notes allow:
/// <code>date-time = YYYY "-" MM "-" DD ("T"|" ") hh ":" mm ":" ss ["." 1*DIGIT] ("Z" | ("+"|"-") hh ":" mm)</code>
/// Years 2 to 9998. Digits beyond the microsecond are cut off. A leap second (ss = 60) counts as the first second of
/// the next minute.
/// </summary>
public static class Rfc3339
{
    private const int ShortestBytes = 20;
    private const int LongestBytes = 64;
    // "0000-00-" and "00:00:00" as little-endian words; 0x76 where a digit may stand, 0x7F where only the separator
    // may.
    private const ulong DatePattern = 0x2D30302D30303030;
    private const ulong DateLimits = 0x7F76767F76767676;
    private const ulong ClockPattern = 0x30303A30303A3030;
    private const ulong ClockLimits = 0x76767F76767F7676;
    private const long MicrosPerDay = 86_400_000_000;

    /// <summary>Parses a whole text. False when it is not a time of the grammar, or no day of the calendar.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length is < ShortestBytes or > LongestBytes || !TryParseDate(text, out var days)
            || !TryParseClock(text, out var seconds) || text[10] is not ((byte)'T' or (byte)'t' or (byte)' '))
        {
            return false;
        }

        var position = 19;
        if (!TryParseFraction(text, ref position, out var fraction)
            || !TryParseOffset(text[position..], out var offsetSeconds))
        {
            return false;
        }

        micros = (days * MicrosPerDay) + ((seconds - offsetSeconds) * 1_000_000L) + fraction;
        return true;
    }

    /// <summary>Writes a time in UTC: milliseconds where that is exact, microseconds otherwise.</summary>
    public static string Format(long micros)
    {
        var time = DateTimeOffset.UnixEpoch.AddTicks(micros * 10);
        var exact = micros % 1000 == 0;
        return time.ToString(exact ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ss.ffffffZ",
            System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Days since 1970-01-01 of a day of the proleptic Gregorian calendar (H. Hinnant, days_from_civil,
    /// https://howardhinnant.github.io/date_algorithms.html).
    /// </summary>
    public static long DaysFromCivil(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return ((long)era * 146_097) + dayOfEra - 719_468;
    }

    private static bool TryParseDate(ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        var day = TwoDigits(text, 8);
        if (!TryParsePairs(text, DatePattern, DateLimits, out var pairs) || day < 1)
        {
            return false;
        }

        // "YYYY-MM-": pairs start at the bytes 0, 2 and 5.
        var year = ((int)(pairs & 0xFF) * 100) + (int)((pairs >> 16) & 0xFF);
        var month = (int)((pairs >> 40) & 0xFF);
        if (year is < 2 or > 9998 || month is < 1 or > 12 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
        {
            return false;
        }

        days = DaysFromCivil(year, month, day);
        return true;
    }

    private static bool TryParseClock(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (!TryParsePairs(text[11..], ClockPattern, ClockLimits, out var pairs))
        {
            return false;
        }

        // "hh:mm:ss": pairs start at the bytes 0, 3 and 6.
        var hour = (int)(pairs & 0xFF);
        var minute = (int)((pairs >> 24) & 0xFF);
        var second = (int)((pairs >> 48) & 0xFF);
        seconds = (hour * 3600) + (minute * 60) + second;
        return hour <= 23 && minute <= 59 && second <= 60;
    }

    /// <summary>
    /// Checks eight bytes against a pattern of digits and separators, and makes byte k of the result ten times digit k
    /// plus digit k + 1. The exclusive or with the pattern leaves a digit's value, or 0 for the right separator; the
    /// limits raise the high bit of every byte that is more (beyond 9, or beyond 0). No byte carries into the next:
    /// what could has its high bit set already, and is refused.
    /// </summary>
    private static bool TryParsePairs(ReadOnlySpan<byte> text, ulong pattern, ulong limits, out ulong pairs)
    {
        var word = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ pattern;
        pairs = (word * 10) + (word >> 8);
        return (((word + limits) | word) & 0x8080808080808080) == 0;
    }

    private static bool TryParseFraction(ReadOnlySpan<byte> text, ref int position, out int micros)
    {
        micros = 0;
        if (text[position] != '.')
        {
            return true;
        }

        var scale = 100_000;
        var first = ++position;
        while (position < text.Length && (uint)(text[position] - '0') <= 9)
        {
            micros += (text[position] - '0') * scale;
            scale /= 10;
            position++;
        }

        return position > first && position < text.Length;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.Length == 1)
        {
            return (text[0] | 0x20) == 'z';
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
        {
            return false;
        }

        var hour = TwoDigits(text, 1);
        var minute = TwoDigits(text, 4);
        seconds = ((hour * 3600) + (minute * 60)) * (text[0] == '-' ? -1 : 1);
        return (hour | minute) >= 0 && hour <= 23 && minute <= 59;
    }

    /// <summary>The number of two digits; negative when one is no digit.</summary>
    private static int TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : int.MinValue;
    }
}
