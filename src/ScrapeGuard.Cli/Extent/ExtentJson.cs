using System.Text.Encodings.Web;
using System.Text.Json;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Cli.Extent;

/// <summary>Writes an extent as JSON: <c>total</c>, <c>campaigns</c>, <c>accounts</c>, and what they rest on.</summary>
internal static class ExtentJson
{
    private const int ShareDigits = 8;

    /// <summary>Artists and albums listed.</summary>
    private const int MaxWorks = 1_000;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    public static void Write(Stream output, LeakReport report)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartObject("catalogue"u8);
        json.WriteNumber("tracks"u8, Whole(report.CatalogueTracks));
        json.WriteBoolean("told"u8, report.IsCatalogueTold);
        json.WriteEndObject();
        json.WriteNumber("plays"u8, report.Plays);
        json.WriteNumber("repeatedEvents"u8, report.Repeats);
        json.WriteNumber("accountsWithoutRoom"u8, report.WithoutRoom);
        json.WriteStartObject("total"u8);
        WriteExtent(json, report.Total);
        json.WriteEndObject();
        WriteExtents(json, "campaigns", "campaign", report.Campaigns);
        WriteExtents(json, "accounts", "account", report.Accounts);
        WriteTexts(json, "notSeen", report.NotSeen);
        WriteCanaries(json, report);
        WriteWorks(json, "artists", report.Artists);
        WriteWorks(json, "albums", report.Albums);
        json.WriteEndObject();
    }

    private static void WriteExtents(
        Utf8JsonWriter json, string name, string key, IReadOnlyList<LeakExtent> extents)
    {
        json.WriteStartArray(name);
        foreach (var extent in extents)
        {
            json.WriteStartObject();
            json.WriteString(key, extent.Name);
            if (extent.Campaign is not null)
            {
                json.WriteString("campaign"u8, extent.Campaign);
            }

            WriteExtent(json, extent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteExtent(Utf8JsonWriter json, LeakExtent extent)
    {
        json.WriteNumber("accounts"u8, extent.Accounts);
        json.WriteNumber("tracks"u8, Whole(extent.Tracks));
        json.WriteNumber("metadataTracks"u8, Whole(extent.MetadataTracks));
        json.WriteNumber("audioTracks"u8, Whole(extent.AudioTracks));
        json.WriteNumber("keyTracks"u8, Whole(extent.KeyTracks));
        json.WriteBoolean("exact"u8, extent.RelativeError == 0);
        json.WriteNumber("relativeStandardError"u8, extent.RelativeError);
        json.WriteNumber("bytes"u8, extent.Bytes);
        json.WriteNumber("requests"u8, extent.Requests);
        json.WriteNumber("refused"u8, extent.Refused);
        json.WriteStartObject("operations"u8);
        foreach (var (operation, requests) in extent.Operations)
        {
            json.WriteNumber(OperationNames.Of(operation), requests);
        }

        json.WriteEndObject();
        json.WriteStartObject("private"u8);
        json.WriteBoolean("touched"u8, extent.OutsideCatalogue > 0);
        json.WriteNumber("otherRequests"u8, extent.OutsideCatalogue);
        json.WriteEndObject();
        WriteShare(json, "catalogueShare", extent.Catalogue);
        WriteShare(json, "catalogueAudioShare", extent.CatalogueAudio);
        WriteShare(json, "listeningShare", extent.Listening);
        WriteShare(json, "listeningAudioShare", extent.ListeningAudio);
        WriteBands(json, extent);
        WriteTime(json, "first", extent.Requests > 0 ? extent.FirstMicros : null);
        WriteTime(json, "last", extent.Requests > 0 ? extent.LastMicros : null);
        json.WriteNumber("clients"u8, extent.Clients);
        json.WriteNumber("networks"u8, extent.Networks);
        json.WriteNumber("devices"u8, extent.Devices);
        WriteTime(json, "suspended", extent.SuspendedMicros);
        json.WriteStartObject("prevented"u8);
        json.WriteString("basis"u8, extent.Prevented.IsMeasured ? "measured"u8 : "pace"u8);
        json.WriteNumber("tracks"u8, Whole(extent.Prevented.Tracks));
        json.WriteNumber("audioTracks"u8, Whole(extent.Prevented.AudioTracks));
        json.WriteNumber("bytes"u8, Whole(extent.Prevented.Bytes));
        json.WriteNumber("refusedRequests"u8, extent.Prevented.RefusedRequests);
        json.WriteEndObject();
    }

    private static void WriteBands(Utf8JsonWriter json, LeakExtent extent)
    {
        json.WriteStartArray("bands"u8);
        foreach (var band in extent.Bands)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, band.Name);
            json.WriteNumber("tracks"u8, Whole(band.Tracks));
            json.WriteNumber("plays"u8, Whole(band.Plays));
            json.WriteNumber("taken"u8, Whole(band.Taken));
            json.WriteNumber("audioTaken"u8, Whole(band.AudioTaken));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteShare(Utf8JsonWriter json, string name, LeakShare? share)
    {
        if (share is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("value"u8, Math.Round(known.Value, ShareDigits));
        json.WriteNumber("standardError"u8, Math.Round(known.StandardError, ShareDigits));
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, long? micros)
    {
        if (micros is { } known)
        {
            json.WriteString(name, Rfc3339.Format(known));
        }
    }

    private static void WriteCanaries(Utf8JsonWriter json, LeakReport report)
    {
        json.WriteStartArray("canaries"u8);
        foreach (var canary in report.Canaries)
        {
            json.WriteStartObject();
            json.WriteString("track"u8, canary.Track);
            WriteTexts(json, "accounts", canary.Accounts);
            json.WriteNumber("moreEvents"u8, canary.More);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWorks(Utf8JsonWriter json, string name, IReadOnlyList<WorkTake> works)
    {
        json.WriteNumber($"{name}Taken", works.Count);
        json.WriteStartArray(name);
        foreach (var work in works.Take(MaxWorks))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, work.Name);
            json.WriteNumber("tracks"u8, Whole(work.Tracks));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static long Whole(double number) => (long)Math.Round(Math.Min(number, 9e18));
}
