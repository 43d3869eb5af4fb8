using System.Globalization;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Cli.Extent;

/// <summary>
/// Writes an extent as CSV (RFC 4180): a line for all, one for each campaign and each account. A field that a table
/// calculator would take for a formula is marked as text: names of accounts are strangers' words.
/// </summary>
internal static class ExtentCsv
{
    private const string Head = "kind,name,campaign,accounts,tracks,audioTracks,keyTracks,bytes,requests,refused,"
        + "catalogueShare,listeningShare,preventedTracks,preventedAudioTracks,first,last";

    public static void Write(TextWriter output, LeakReport report)
    {
        output.WriteLine(Head);
        Write(output, "total", report.Total);
        foreach (var campaign in report.Campaigns)
        {
            Write(output, "campaign", campaign);
        }

        foreach (var account in report.Accounts)
        {
            Write(output, "account", account);
        }
    }

    private static void Write(TextWriter output, string kind, LeakExtent extent)
    {
        var isSeen = extent.Requests > 0;
        string[] fields =
        [
            kind, Quoted(extent.Name), Quoted(extent.Campaign ?? ""), Text(extent.Accounts), Text(extent.Tracks),
            Text(extent.AudioTracks), Text(extent.KeyTracks), Text(extent.Bytes), Text(extent.Requests),
            Text(extent.Refused), Share(extent.Catalogue), Share(extent.Listening), Text(extent.Prevented.Tracks),
            Text(extent.Prevented.AudioTracks), isSeen ? Rfc3339.Format(extent.FirstMicros) : "",
            isSeen ? Rfc3339.Format(extent.LastMicros) : "",
        ];
        output.WriteLine(string.Join(',', fields));
    }

    private static string Text(double number) => Math.Round(number).ToString("F0", CultureInfo.InvariantCulture);

    private static string Share(LeakShare? share) =>
        share is { } known ? known.Value.ToString("0.########", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
