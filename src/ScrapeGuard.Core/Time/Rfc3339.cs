namespace ScrapeGuard.Core.Time;

/// <summary>
/// Times of RFC 3339 as microseconds since 1970-01-01T00:00:00Z. Grammar (section 5.6), with a space for the T and small
/// letters as its notes allow:
/// <code>date-time = YYYY "-" MM "-" DD ("T"|" ") hh ":" mm ":" ss ["." 1*DIGIT] ("Z" | ("+"|"-") hh ":" mm)</code>
/// Years 2 to 9998. Digits beyond the microsecond are cut off. A leap second (ss = 60) counts as the first second of the next minute.
/// </summary>
public static class Rfc3339
{
    private const int ShortestBytes = 20;
    private const int LongestBytes = 64;
    private const long MicrosPerDay = 86_400_000_000;

    /// <summary>Parses a whole text. False when it is not a time of the grammar, or no day of the calendar.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length is < ShortestBytes or > LongestBytes || !TryParseDate(text, out var days)
            || !TryParseClock(text, out var seconds) || (text[10] | 0x20) is not ('t' or ' '))
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
        var year = (TwoDigits(text, 0) * 100) + TwoDigits(text, 2);
        var month = TwoDigits(text, 5);
        var day = TwoDigits(text, 8);
        if (((TwoDigits(text, 0) | TwoDigits(text, 2) | month | day) < 0) || text[4] != '-' || text[7] != '-'
            || year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = DaysFromCivil(year, month, day);
        return true;
    }

    private static bool TryParseClock(ReadOnlySpan<byte> text, out int seconds)
    {
        var hour = TwoDigits(text, 11);
        var minute = TwoDigits(text, 14);
        var second = TwoDigits(text, 17);
        seconds = (hour * 3600) + (minute * 60) + second;
        return (hour | minute | second) >= 0 && text[13] == ':' && text[16] == ':'
            && hour <= 23 && minute <= 59 && second <= 60;
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
