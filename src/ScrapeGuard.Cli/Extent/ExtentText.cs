using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Report;

namespace ScrapeGuard.Cli.Extent;

/// <summary>Writes an extent for people to read.</summary>
internal sealed class ExtentText(TextWriter output, LeakReport report)
{
    private const int LabelWidth = 16;
    private const int NameWidth = 28;

    /// <summary>Accounts, artists and canaries listed; the file of <c>--json</c> has all.</summary>
    private const int MaxListed = 20;

    public void Write()
    {
        WriteTotal(report.Total);
        WriteBands(report.Total);
        WriteTable("campaign", report.Campaigns);
        WriteTable("account", report.Accounts);
        WriteWorks("artist", report.Artists);
        WriteWorks("album", report.Albums);
        WriteCanaries();
    }

    private void WriteTotal(LeakExtent total)
    {
        Line("Accounts", $"{Shown.Count(total.Accounts)} counted, "
            + $"{Shown.Count(report.NotSeen.Length)} without an event"
            + (report.WithoutRoom > 0 ? $", {Shown.Count(report.WithoutRoom)} counted together only" : ""));
        Line("Taken", $"{ExtentWords.Count(total.Tracks, total.RelativeError)} distinct tracks: "
            + $"{ExtentWords.Count(total.MetadataTracks)} as catalogue entries, "
            + $"{ExtentWords.Count(total.AudioTracks)} as audio, {ExtentWords.Count(total.KeyTracks)} with a key; "
            + Shown.Bytes(total.Bytes));
        Line("Of the catalogue", $"{ExtentWords.Share(total.Catalogue)} of {ExtentWords.Count(report.CatalogueTracks)} "
            + $"tracks ({(report.IsCatalogueTold ? "as told" : "as many as the traffic shows")}); as audio "
            + ExtentWords.Share(total.CatalogueAudio));
        Line("Of listening", $"{ExtentWords.Share(total.Listening)} of {Shown.Count(report.Plays, "play")} of others; "
            + $"as audio {ExtentWords.Share(total.ListeningAudio)}");
        Line("How", $"{Shown.Count(total.Requests, "request")}, {Shown.Count(total.Refused)} refused; served: "
            + ExtentWords.Operations(total));
        Line("From", $"{Shown.Count(total.Networks, "network")}, {Shown.Count(total.Devices, "device")}, "
            + Shown.Count(total.Clients, "client"));
        if (total.Requests > 0)
        {
            Line("When", $"{Shown.Time(total.FirstMicros)} to {Shown.Time(total.LastMicros)}");
        }

        Line("Private data", ExtentWords.Private(total));
        Line("Kept in", ExtentWords.Prevented(total));
    }

    private void WriteBands(LeakExtent total)
    {
        output.WriteLine();
        output.WriteLine($"{"popularity",-NameWidth}{"tracks",14}{"plays of others",17}{"taken",20}{"as audio",20}");
        foreach (var band in total.Bands)
        {
            output.WriteLine($"{band.Name,-NameWidth}{ExtentWords.Count(band.Tracks),14}"
                + $"{ExtentWords.Count(band.Plays),17}{Part(band.Taken, band.Tracks),20}"
                + $"{Part(band.AudioTaken, band.Tracks),20}");
        }
    }

    private void WriteTable(string what, IReadOnlyList<LeakExtent> extents)
    {
        if (extents.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{what,-NameWidth}{"tracks",14}{"as audio",14}{"bytes",12}{"requests",12}{"listening",12}"
            + $"{"kept in",12}  first");
        foreach (var extent in extents.OrderByDescending(extent => extent.Tracks).Take(MaxListed))
        {
            var listening = extent.Listening is { } share ? Shown.Share(share.Value, 1) : "-";
            output.WriteLine($"{TerminalText.Of(extent.Name),-NameWidth}{ExtentWords.Count(extent.Tracks),14}"
                + $"{ExtentWords.Count(extent.AudioTracks),14}{Shown.Bytes(extent.Bytes),12}"
                + $"{Shown.Count(extent.Requests),12}{listening,12}{ExtentWords.Count(extent.Prevented.Tracks),12}"
                + $"  {Shown.Time(extent.FirstMicros)}");
        }

        WriteMore(extents.Count, what);
    }

    private void WriteWorks(string what, IReadOnlyList<WorkTake> works)
    {
        if (works.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{what,-NameWidth}{"tracks",14}");
        foreach (var work in works.Take(MaxListed))
        {
            output.WriteLine($"{TerminalText.Of(work.Name),-NameWidth}{ExtentWords.Count(work.Tracks),14}");
        }

        WriteMore(works.Count, what);
    }

    private void WriteCanaries()
    {
        if (report.Canaries.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("Canary tracks taken");
        foreach (var canary in report.Canaries.Take(MaxListed))
        {
            output.WriteLine($"  {TerminalText.Of(canary.Track)}: "
                + string.Join(", ", canary.Accounts.Take(MaxListed).Select(TerminalText.Of))
                + (canary.Accounts.Length > MaxListed
                    ? $" and {Shown.Count(canary.Accounts.Length - MaxListed)} more" : ""));
        }

        WriteMore(report.Canaries.Length, "canary");
    }

    private void WriteMore(int count, string what)
    {
        if (count > MaxListed)
        {
            output.WriteLine($"and {Shown.Count(count - MaxListed)} more of the {Shown.Count(count)} by {what}");
        }
    }

    private void Line(string label, string text) => output.WriteLine($"{label.PadRight(LabelWidth)}  {text}");

    private static string Part(double part, double whole) =>
        $"{ExtentWords.Count(part)} ({Shown.Share(part, whole)})";
}
