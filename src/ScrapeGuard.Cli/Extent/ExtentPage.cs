using System.Reflection;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Cli.Report;

namespace ScrapeGuard.Cli.Extent;

/// <summary>Writes an extent as one HTML file that needs nothing else, in the style of the replay's report.</summary>
internal static class ExtentPage
{
    private const int MaxListed = 500;

    public static void Write(TextWriter output, LeakReport report)
    {
        var page = new HtmlPage(output);
        Fragments.OpenDocument(page, "ScrapeGuard extent report");
        page.Constant("<header><p class=\"brand\">ScrapeGuard</p><h1>Extent report</h1>");
        var total = report.Total;
        page.Line($"<p class=\"lead\">{Shown.Count(total.Accounts, "account")} took "
            + $"{ExtentWords.Count(total.Tracks, total.RelativeError)} distinct tracks, "
            + $"{ExtentWords.Count(total.AudioTracks)} of them as audio: {ExtentWords.Share(total.Catalogue)} of the "
            + $"catalogue.</p></header><main id=\"main\">");
        WriteTotal(page, report);
        WriteBands(page, total);
        WriteExtents(page, "campaigns", "Campaigns", report.Campaigns);
        WriteExtents(page, "accounts", "Accounts", report.Accounts);
        WriteWorks(page, "artists", "Artists", report.Artists);
        WriteWorks(page, "albums", "Albums", report.Albums);
        WriteCanaries(page, report);
        page.Line($"</main><footer><p>{$"ScrapeGuard {Version}".TrimEnd()}. This file needs no network. It names "
            + $"accounts: pass it on with care.</p></footer>");
        page.Constant("</body></html>");
    }

    private static string Version =>
        typeof(ExtentPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            .Split('+')[0] ?? "";

    private static void WriteTotal(HtmlPage page, LeakReport report)
    {
        var total = report.Total;
        Fragments.OpenSection(page, "total", "In all");
        page.Constant("<table class=\"counts\"><caption class=\"quiet\">In all</caption><tbody>");
        Row(page, "Distinct tracks", ExtentWords.Count(total.Tracks, total.RelativeError));
        Row(page, "As catalogue entries", ExtentWords.Count(total.MetadataTracks, total.RelativeError));
        Row(page, "As audio", ExtentWords.Count(total.AudioTracks, total.RelativeError));
        Row(page, "With a content key", ExtentWords.Count(total.KeyTracks, total.RelativeError));
        Row(page, "Bytes", Shown.Bytes(total.Bytes));
        Row(page, "Share of the catalogue", $"{ExtentWords.Share(total.Catalogue)} of "
            + $"{ExtentWords.Count(report.CatalogueTracks)} tracks");
        Row(page, "Share of listening", ExtentWords.Share(total.Listening));
        Row(page, "Share of listening, as audio", ExtentWords.Share(total.ListeningAudio));
        Row(page, "Requests served", ExtentWords.Operations(total));
        Row(page, "Requests refused", Shown.Count(total.Refused));
        Row(page, "Networks", Shown.Count(total.Networks));
        Row(page, "Devices", Shown.Count(total.Devices));
        Row(page, "Clients", Shown.Count(total.Clients));
        if (total.Requests > 0)
        {
            page.Line($"<tr><th scope=\"row\">When</th><td>{Fragments.Time(total.FirstMicros)} to "
                + $"{Fragments.Time(total.LastMicros)}</td></tr>");
        }

        Row(page, "Private data", ExtentWords.Private(total));
        Row(page, "Kept in by suspensions", ExtentWords.Prevented(total));
        page.Constant("</tbody></table>");
        Fragments.CloseSection(page);
    }

    private static void Row(HtmlPage page, string name, string value) =>
        page.Line($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");

    private static void WriteBands(HtmlPage page, LeakExtent total)
    {
        Fragments.OpenSection(page, "bands", "By popularity");
        page.Constant("<table><caption class=\"quiet\">By popularity</caption><thead><tr><th scope=\"col\">Tracks"
            + "</th><th scope=\"col\" class=\"n\">In the traffic</th><th scope=\"col\" class=\"n\">Plays of others</th>"
            + "<th scope=\"col\" class=\"n\">Taken</th><th scope=\"col\" class=\"n\">As audio</th></tr></thead>"
            + "<tbody>");
        foreach (var band in total.Bands)
        {
            page.Line($"<tr><th scope=\"row\">{band.Name}</th><td class=\"n\">{ExtentWords.Count(band.Tracks)}</td>"
                + $"<td class=\"n\">{ExtentWords.Count(band.Plays)}</td><td class=\"n\">"
                + $"{ExtentWords.Count(band.Taken)} ({Shown.Share(band.Taken, band.Tracks)})</td><td class=\"n\">"
                + $"{ExtentWords.Count(band.AudioTaken)} ({Shown.Share(band.AudioTaken, band.Tracks)})</td></tr>");
        }

        page.Constant("</tbody></table>");
        Fragments.CloseSection(page);
    }

    private static void WriteExtents(
        HtmlPage page, string id, string title, IReadOnlyCollection<LeakExtent> extents)
    {
        if (extents.Count == 0)
        {
            return;
        }

        Fragments.OpenSection(page, id, title);
        WriteCount(page, extents.Count);
        page.Line($"<table><caption class=\"quiet\">{title}</caption><thead><tr><th scope=\"col\">Name</th>"
            + $"<th scope=\"col\" class=\"n\">Tracks</th><th scope=\"col\" class=\"n\">As audio</th>"
            + $"<th scope=\"col\" class=\"n\">Bytes</th><th scope=\"col\" class=\"n\">Requests</th>"
            + $"<th scope=\"col\">First (UTC)</th><th scope=\"col\">Last (UTC)</th>"
            + $"<th scope=\"col\" class=\"n\">Kept in</th></tr></thead><tbody>");
        foreach (var extent in extents.OrderByDescending(extent => extent.Tracks).Take(MaxListed))
        {
            page.Line($"<tr><th scope=\"row\">{HtmlText.Name(extent.Name)}</th><td class=\"n\">"
                + $"{ExtentWords.Count(extent.Tracks, extent.RelativeError)}</td><td class=\"n\">"
                + $"{ExtentWords.Count(extent.AudioTracks)}</td><td class=\"n\">{Shown.Bytes(extent.Bytes)}</td>"
                + $"<td class=\"n\">{Shown.Count(extent.Requests)}</td><td>{Fragments.ColumnTime(extent.FirstMicros)}"
                + $"</td><td>{Fragments.ColumnTime(extent.LastMicros)}</td><td class=\"n\">"
                + $"{ExtentWords.Count(extent.Prevented.Tracks)}</td></tr>");
        }

        page.Constant("</tbody></table>");
        Fragments.CloseSection(page);
    }

    private static void WriteWorks(HtmlPage page, string id, string title, IReadOnlyCollection<WorkTake> works)
    {
        if (works.Count == 0)
        {
            return;
        }

        Fragments.OpenSection(page, id, title);
        WriteCount(page, works.Count);
        page.Line($"<table class=\"counts\"><caption class=\"quiet\">{title}</caption><thead><tr><th scope=\"col\">Name"
            + $"</th><th scope=\"col\" class=\"n\">Tracks taken</th></tr></thead><tbody>");
        foreach (var work in works.Take(MaxListed))
        {
            page.Line($"<tr><th scope=\"row\">{HtmlText.Name(work.Name)}</th><td class=\"n\">"
                + $"{ExtentWords.Count(work.Tracks)}</td></tr>");
        }

        page.Constant("</tbody></table>");
        Fragments.CloseSection(page);
    }

    private static void WriteCanaries(HtmlPage page, LeakReport report)
    {
        if (report.Canaries.Length == 0)
        {
            return;
        }

        Fragments.OpenSection(page, "canaries", "Canary tracks");
        foreach (var canary in report.Canaries.Take(MaxListed))
        {
            page.Line($"<h3>{HtmlText.Name(canary.Track)}</h3><p>");
            foreach (var account in canary.Accounts.Take(MaxListed))
            {
                page.Line($"<span class=\"file\">{HtmlText.Name(account)}</span>");
            }

            page.Constant("</p>");
        }

        Fragments.CloseSection(page);
    }

    private static void WriteCount(HtmlPage page, int count) =>
        page.Line($"<p>{(count > MaxListed ? $"The largest {Shown.Count(MaxListed)} of {Shown.Count(count)}"
            : $"All {Shown.Count(count)}")}, largest first.</p>");
}
