using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Traffic;

/// <summary>
/// Writes one access event as a line of NDJSON. Every value is made of letters, digits and <c>-./:</c>, so nothing
/// needs escaping.
/// </summary>
internal static class EventLine
{
    /// <summary>Room for everything but the tracks, and for one track.</summary>
    public const int FixedBytes = 640;
    public const int TrackBytes = CatalogueNames.TrackBytes + 3;

    private static readonly byte[][] Operations =
    [
        "metadata"u8.ToArray(), "search"u8.ToArray(), "browse"u8.ToArray(), "license"u8.ToArray(),
        "audio"u8.ToArray(), "play"u8.ToArray(), "auth"u8.ToArray(), "other"u8.ToArray(),
    ];

    internal static readonly byte[][] Plans =
        ["free"u8.ToArray(), "premium"u8.ToArray(), "family"u8.ToArray(), "student"u8.ToArray()];

    /// <summary>Returns the length of the line, its line feed included.</summary>
    public static int Write(
        Span<byte> buffer, in TrafficEvent item, ReadOnlySpan<int> page, in AccountFace face, in Endpoint endpoint)
    {
        var line = new LineCursor(buffer);
        line.Text("{\"time\":\""u8);
        line.Time(item.TimeMs);
        line.Text("\",\"account\":\""u8);
        line.Hex(face.Name, 16);
        line.Text("\",\"operation\":\""u8);
        line.Text(Operations[(int)item.Operation]);
        line.Text("\",\"id\":\""u8);
        line.Hex(Chance.Mix(face.Name + (item.Number * 0x9E3779B97F4A7C15)), 16);
        line.Text("\""u8);
        WriteTracks(ref line, item, page);
        line.Text(",\"status\":"u8);
        line.Number(item.Status);
        line.Text(",\"bytes\":"u8);
        line.Number(item.Bytes);
        if (item.Operation == Operation.Play)
        {
            line.Text(",\"playedMs\":"u8);
            line.Number(item.PlayedMs);
        }

        WriteOrigin(ref line, item, face, endpoint);
        return line.Length;
    }

    private static void WriteTracks(ref LineCursor line, in TrafficEvent item, ReadOnlySpan<int> page)
    {
        if (item.Tracks == 0)
        {
            return;
        }

        line.Text(",\"tracks\":["u8);
        if (item.Tracks == 1)
        {
            line.Text("\""u8);
            CatalogueNames.Track(ref line, item.Track);
            line.Text("\"],\"artist\":\""u8);
            CatalogueNames.Artist(ref line, TrackCatalogue.ArtistOf(item.Track));
            line.Text("\",\"album\":\""u8);
            CatalogueNames.Album(ref line, TrackCatalogue.AlbumOf(item.Track));
            line.Text("\""u8);
            return;
        }

        for (var at = 0; at < page.Length; at++)
        {
            line.Text(at == 0 ? "\""u8 : ",\""u8);
            CatalogueNames.Track(ref line, page[at]);
            line.Text("\""u8);
        }

        line.Text("]"u8);
    }

    private static void WriteOrigin(
        ref LineCursor line, in TrafficEvent item, in AccountFace face, in Endpoint endpoint)
    {
        line.Text(",\"ip\":\""u8);
        line.Address(endpoint.Ip);
        line.Text("\",\"country\":\""u8);
        line.Text(Places.Countries[endpoint.Country]);
        line.Text("\",\"device\":\""u8);
        line.Hex(endpoint.Device, 8);
        line.Text("\",\"client\":\""u8);
        line.Text(Clients.All[endpoint.Client]);
        line.Text("\",\"session\":\""u8);
        line.Hex(Chance.Mix(face.Name ^ item.Session), 12);
        line.Text("\",\"asn\":"u8);
        line.Number(endpoint.Asn);
        line.Text(",\"plan\":\""u8);
        line.Text(Plans[(int)face.Plan]);
        line.Text("\",\"accountCreated\":\""u8);
        line.Date(face.CreatedDay);
        line.Text("T00:00:00Z\"}\n"u8);
    }
}
