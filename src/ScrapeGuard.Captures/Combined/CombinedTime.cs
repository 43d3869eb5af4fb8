using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Captures;

/// <summary>
/// Times of access logs (https://httpd.apache.org/docs/2.4/mod/mod_log_config.html, %t):
/// <code>DD "/" Mon "/" YYYY ":" hh ":" mm ":" ss SP ("+"|"-") hhmm</code>
/// </summary>
internal static class CombinedTime
{
    /// <summary>Length of every such time.</summary>
    public const int Bytes = 26;

    /// <summary>Parses a text of <see cref="Bytes"/> bytes to microseconds since 1970.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length != Bytes || text[2] != '/' || text[6] != '/' || text[11] != ':' || text[14] != ':'
            || text[17] != ':' || text[20] != ' ' || text[21] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var (day, month) = (TwoDigits(text, 0), Month(text[3..6]));
        var year = (TwoDigits(text, 7) * 100) + TwoDigits(text, 9);
        var (hour, minute, second) = (TwoDigits(text, 12), TwoDigits(text, 15), TwoDigits(text, 18));
        var (offsetHours, offsetMinutes) = (TwoDigits(text, 22), TwoDigits(text, 24));
        if ((day | month | TwoDigits(text, 7) | TwoDigits(text, 9)) < 0
            || (hour | minute | second | offsetHours | offsetMinutes) < 0
            || year is < 2 or > 9998 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 60 || offsetHours > 23 || offsetMinutes > 59)
        {
            return false;
        }

        var offset = ((offsetHours * 3600L) + (offsetMinutes * 60)) * (text[21] == '-' ? -1 : 1);
        var clock = (hour * 3600L) + (minute * 60) + second;
        micros = ((Rfc3339.DaysFromCivil(year, month, day) * 86_400) + clock - offset) * 1_000_000;
        return true;
    }

    /// <summary>1 to 12; negative when the three letters name no month.</summary>
    private static int Month(ReadOnlySpan<byte> name) =>
        ((name[0] << 16) | (name[1] << 8) | name[2] | 0x20_20_20) switch
        {
            ('j' << 16) | ('a' << 8) | 'n' => 1,
            ('f' << 16) | ('e' << 8) | 'b' => 2,
            ('m' << 16) | ('a' << 8) | 'r' => 3,
            ('a' << 16) | ('p' << 8) | 'r' => 4,
            ('m' << 16) | ('a' << 8) | 'y' => 5,
            ('j' << 16) | ('u' << 8) | 'n' => 6,
            ('j' << 16) | ('u' << 8) | 'l' => 7,
            ('a' << 16) | ('u' << 8) | 'g' => 8,
            ('s' << 16) | ('e' << 8) | 'p' => 9,
            ('o' << 16) | ('c' << 8) | 't' => 10,
            ('n' << 16) | ('o' << 8) | 'v' => 11,
            ('d' << 16) | ('e' << 8) | 'c' => 12,
            _ => int.MinValue,
        };

    /// <summary>The number of two digits; negative when one is no digit.</summary>
    private static int TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : int.MinValue;
    }
}
