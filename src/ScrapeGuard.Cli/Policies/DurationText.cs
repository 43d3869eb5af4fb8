using System.Globalization;

namespace ScrapeGuard.Cli.Policies;

/// <summary>
/// Durations as people write them. Grammar:
/// <code>duration = "0" | 1*( 1*DIGIT unit ) | 1*5DIGIT ":" 2DIGIT ":" 2DIGIT
/// unit = "d" | "h" | "m" | "s" | "ms"   ; each at most once, larger before smaller</code>
/// so <c>60s</c>, <c>1h30m</c>, <c>7d</c> and <c>01:30:00</c>, but not <c>60</c>: nobody could tell which unit is
/// meant.
/// </summary>
public static class DurationText
{
    private const int MaxDigits = 12;
    private const int MaxHourDigits = 5;

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>
    /// Parses a whole text; false when it is not of the grammar, or longer than a <see cref="TimeSpan"/>.
    /// </summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        return text == "0"
            || (text.Contains(':') ? TryParseClock(text, out duration) : TryParseUnits(text, out duration));
    }

    /// <summary>Writes the shortest exact form in one unit: <c>60s</c> is <c>1m</c>, 36 hours are <c>36h</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a whole number of milliseconds.</exception>
    public static string Format(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        foreach (var (unit, ticks) in Units)
        {
            if (duration.Ticks % ticks == 0)
            {
                return (duration.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(duration), duration, "not a whole number of milliseconds");
    }

    private static bool TryParseUnits(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var total = new Int128(0, 0);
        var nextUnit = 0;
        while (!text.IsEmpty)
        {
            var digits = CountDigits(text);
            var number = text[..digits];
            text = text[digits..];
            var letters = CountLetters(text);
            var unit = IndexOfUnit(text[..letters]);
            if (digits is 0 or > MaxDigits || unit < nextUnit)
            {
                return false;
            }

            total += (Int128)long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) * Units[unit].Ticks;
            nextUnit = unit + 1;
            text = text[letters..];
        }

        if (nextUnit == 0 || total > TimeSpan.MaxValue.Ticks)
        {
            return false;
        }

        duration = new TimeSpan((long)total);
        return true;
    }

    private static bool TryParseClock(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var hourDigits = CountDigits(text);
        var rest = text[hourDigits..];
        if (hourDigits is 0 or > MaxHourDigits || rest.Length != 6 || rest[0] != ':' || rest[3] != ':'
            || CountDigits(rest[1..]) != 2 || CountDigits(rest[4..]) != 2)
        {
            return false;
        }

        var hours = int.Parse(text[..hourDigits], CultureInfo.InvariantCulture);
        var minutes = int.Parse(rest[1..3], CultureInfo.InvariantCulture);
        var seconds = int.Parse(rest[4..6], CultureInfo.InvariantCulture);
        duration = new TimeSpan(hours, minutes, seconds);
        return minutes < 60 && seconds < 60;
    }

    private static int IndexOfUnit(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Units.Length; i++)
        {
            if (word.SequenceEqual(Units[i].Unit))
            {
                return i;
            }
        }

        return -1;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static int CountLetters(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('a', 'z');
        return end < 0 ? text.Length : end;
    }
}
