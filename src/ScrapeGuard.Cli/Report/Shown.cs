using System.Globalization;

namespace ScrapeGuard.Cli.Report;

/// <summary>Numbers and times as the report shows them: invariant, with units.</summary>
internal static class Shown
{
    private const double SmallestShare = 0.001;

    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A noun with its number: <c>1 account</c>, <c>1,204 accounts</c>.</summary>
    public static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Whole numbers with separators, others with three digits that matter.</summary>
    public static string Number(double number)
    {
        var magnitude = Math.Abs(number);
        var format = !double.IsFinite(number) ? "G"
            : magnitude >= 100 || magnitude == Math.Floor(magnitude) ? "#,0"
            : magnitude >= 10 ? "0.#"
            : magnitude >= 0.01 ? "0.##"
            : "0.####";
        return number.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Decimal units, as catalogues and disks count.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (Math.Abs(bytes) >= 1000 && unit < ByteUnits.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        var format = unit == 0 || Math.Abs(bytes) >= 100 ? "0" : "0.0";
        return $"{bytes.ToString(format, CultureInfo.InvariantCulture)} {ByteUnits[unit]}";
    }

    public static string Score(double score) => score.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Two digits, which all weights share: what is there at all is never shown as 0.</summary>
    public static string Weight(double weight) =>
        weight is > 0 and < 0.01 ? "<0.01"
        : double.IsFinite(weight) ? weight.ToString("0.00", CultureInfo.InvariantCulture)
        : Number(weight);

    /// <summary>In percent; what is there at all is never shown as 0.</summary>
    public static string Share(double part, double whole) =>
        part > 0 && part < whole * SmallestShare ? "under 0.1%"
        : whole > 0 ? (part / whole).ToString("0.#%", CultureInfo.InvariantCulture)
        : "0%";

    /// <summary>To the second, with the zone.</summary>
    public static string Time(long micros) => ColumnTime(micros) + " UTC";

    /// <summary>To the second, for a column whose head names the zone.</summary>
    public static string ColumnTime(long micros) => At(micros, "yyyy-MM-dd HH:mm:ss");

    /// <summary>For the <c>datetime</c> of a time element.</summary>
    public static string MachineTime(long micros) => At(micros, "yyyy-MM-ddTHH:mm:ssZ");

    /// <summary>A tick of a time axis.</summary>
    /// <param name="micros">Its time.</param>
    /// <param name="stepSeconds">From one tick to the next.</param>
    /// <param name="spanSeconds">The length of the whole axis.</param>
    public static string Tick(long micros, long stepSeconds, long spanSeconds) =>
        At(micros, stepSeconds switch
        {
            >= 28 * 86_400 => "MMM yyyy",
            >= 86_400 => "MMM d",
            _ when spanSeconds > 86_400 => "MMM d, HH:mm",
            >= 60 => "HH:mm",
            _ => "HH:mm:ss",
        });

    /// <summary>The two largest units: <c>2 d 4 h</c>, <c>35 min</c>, <c>1.25 s</c>.</summary>
    public static string Duration(double seconds)
    {
        if (seconds < 60)
        {
            return $"{Number(seconds)} s";
        }

        var time = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));
        (long Number, string Unit)[] parts = [((long)time.TotalDays, "d"), (time.Hours, "h"), (time.Minutes, "min"),
            (time.Seconds, "s")];
        return string.Join(' ', parts.SkipWhile(part => part.Number == 0).Take(2)
            .Where(part => part.Number > 0).Select(part => $"{Count(part.Number)} {part.Unit}"));
    }

    private static string At(long micros, string format)
    {
        // Beyond the calendar there is nothing to show; such times are counted as implausible before.
        var epoch = DateTimeOffset.UnixEpoch.Ticks;
        var ticks = Int128.Clamp((Int128)micros * 10, -epoch, DateTimeOffset.MaxValue.Ticks - epoch);
        return DateTimeOffset.UnixEpoch.AddTicks((long)ticks).ToString(format, CultureInfo.InvariantCulture);
    }
}
