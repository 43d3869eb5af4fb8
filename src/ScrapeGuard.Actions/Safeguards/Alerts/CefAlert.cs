using System.Globalization;
using System.Text;
using ScrapeGuard.Actions.Safeguards.Ocsf;

namespace ScrapeGuard.Actions.Safeguards.Alerts;

/// <summary>
/// An alert as a line of ArcSight's Common Event Format (Implementing ArcSight CEF, revision 25), for syslog:
/// <code>CEF:0|ScrapeGuard|ScrapeGuard|VERSION|WHAT|HEADLINE|SEVERITY|key=value key=value ...</code>
/// In the header <c>\</c> and <c>|</c> are escaped by a backslash, in values <c>\</c> and <c>=</c>. What would end the
/// line, or hide on it, is shown as U+FFFD. Severity is 0 to 10.
/// </summary>
public static class CefAlert
{
    // The limits of the keys in CEF's extension dictionary, in characters.
    private const int LongestName = 512;
    private const int LongestUser = 1023;
    private const int LongestMessage = 1023;
    private const int LongestAction = 63;
    private const int LongestId = 40;
    private const int LongestCustom = 4000;
    private const int MicrosPerMilli = 1000;

    /// <summary>One line, without a line feed; equal events are equal lines.</summary>
    public static string Line(SafeguardEvent told, SafeguardOptions options)
    {
        var line = new StringBuilder("CEF:0|ScrapeGuard|ScrapeGuard|", 512);
        line.Append(Header(options.ProductVersion)).Append('|');
        line.Append(Header(told.What)).Append('|');
        line.Append(Header(SafeguardText.Headline(told))).Append('|');
        line.Append(CultureInfo.InvariantCulture, $"{Severity(FindingSeverity.Of(told))}|");
        line.Append(CultureInfo.InvariantCulture, $"rt={told.TimeMicros / MicrosPerMilli}");
        Append(line, "externalId", told.Id, LongestId);
        Append(line, "cat", told.What, LongestUser);
        Append(line, "suser", told.Account, LongestUser);
        Append(line, "act", told.Effect is { } kind ? SafeguardText.Effect(kind) : null, LongestAction);
        Append(line, "reason", told.Reason, LongestMessage);
        AppendCustom(line, 1, "case", told.Case);
        AppendCustom(line, 2, "campaign", told.Campaign);
        AppendCustom(line, 3, "effectId", told.EffectId);
        AppendCustom(line, 4, "policy", told.Decision?.Policy);
        AppendCustom(line, 5, "actor", told.Actor);
        if (told.Decision is not null)
        {
            line.Append(CultureInfo.InvariantCulture, $" cfp1={told.Decision.Score:0.000} cfp1Label=score");
        }

        return line.ToString();
    }

    private static int Severity(Named severity) => severity.Id * 2;

    private static void AppendCustom(StringBuilder line, int number, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"cs{number}");
            Append(line, key, value, LongestCustom);
            Append(line, $"{key}Label", label, LongestCustom);
        }
    }

    private static void Append(StringBuilder line, string key, string? value, int longest)
    {
        if (!string.IsNullOrEmpty(value))
        {
            line.Append(' ').Append(key).Append('=').Append(Extension(value, longest));
        }
    }

    private static string Header(string text) => PlainText.Of(text, LongestName)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal);

    private static string Extension(string text, int longest) => PlainText.Of(text, longest)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("=", "\\=", StringComparison.Ordinal);
}
