namespace ScrapeGuard.Telemetry.Exposition;

/// <summary>
/// Units as OpenTelemetry writes them (UCUM) and as Prometheus spells them out at the end of a name:
/// https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#metric-metadata-1
/// </summary>
internal static class UnitWords
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["Hz"] = "hertz",
        ["%"] = "percent",
        ["Cel"] = "celsius",
    };

    // What stands behind the slash of a rate is one of it.
    private static readonly Dictionary<string, string> Per = new(StringComparer.Ordinal)
    {
        ["d"] = "day",
        ["h"] = "hour",
        ["min"] = "minute",
        ["s"] = "second",
    };

    /// <summary>The word for a unit; empty for none, for 1, and for what is counted: <c>{event}</c>.</summary>
    public static string Of(string unit)
    {
        var slash = unit.IndexOf('/');
        if (slash < 0)
        {
            return Whole(unit);
        }

        var per = unit[(slash + 1)..];
        var counted = Whole(unit[..slash]);
        var bottom = Per.GetValueOrDefault(per) ?? Whole(per);
        return bottom.Length == 0 ? counted : $"{counted}{(counted.Length == 0 ? "" : "_")}per_{bottom}";
    }

    private static string Whole(string unit)
    {
        var brace = unit.IndexOf('{');
        var bare = brace < 0 ? unit : unit[..brace];
        return bare is "" or "1" ? "" : Words.GetValueOrDefault(bare, bare);
    }
}
