using System.Globalization;
using System.Text.RegularExpressions;

namespace ScrapeGuard.Core.Tests.Time;

/// <summary>RFC 3339 by a regular expression and the framework's calendar.</summary>
internal static partial class Rfc3339Oracle
{
    /// <summary>Microseconds since 1970; null for what is no time.</summary>
    public static long? Parse(string text)
    {
        var match = Grammar().Match(text);
        if (!match.Success || text.Length > 64)
        {
            return null;
        }

        int Part(string group) => match.Groups[group].Length == 0
            ? 0
            : int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        if (Part("y") is < 2 or > 9998 || Part("s") > 60 || Part("oh") > 23 || Part("om") > 59)
        {
            return null;
        }

        DateTimeOffset minute;
        try
        {
            minute = new DateTimeOffset(Part("y"), Part("mo"), Part("d"), Part("h"), Part("mi"), 0, TimeSpan.Zero);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }

        var fraction = int.Parse(match.Groups["f"].Value.PadRight(6, '0')[..6], CultureInfo.InvariantCulture);
        var offset = new TimeSpan(Part("oh"), Part("om"), 0) * (match.Groups["sign"].Value == "-" ? -1 : 1);
        var whole = minute.AddSeconds(Part("s")) - offset - DateTimeOffset.UnixEpoch;
        return (whole.Ticks / 10) + fraction;
    }

    [GeneratedRegex(
        @"\A(?<y>[0-9]{4})-(?<mo>[0-9]{2})-(?<d>[0-9]{2})[Tt ]"
        + @"(?<h>[0-9]{2}):(?<mi>[0-9]{2}):(?<s>[0-9]{2})"
        + @"(\.(?<f>[0-9]+))?([Zz]|(?<sign>[+-])(?<oh>[0-9]{2}):(?<om>[0-9]{2}))\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grammar();
}
