using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.Catalogue;

/// <summary>
/// Catalogue ids. A track's looks like an ISRC: country, registrant, year, designation; a thousand tracks in catalogue
/// order share a registrant, as a label's do. Different tracks have different ids.
/// </summary>
internal static class CatalogueNames
{
    public const int TrackBytes = 12;

    private const int TracksPerRegistrant = 1_000;
    private const int RegistrantsPerCountry = 36 * 36 * 36;

    // Coprime to 100,000: designations of a registrant are spread, and all differ.
    private const int DesignationStride = 7_919;

    private static readonly byte[][] Issuers =
    [
        "US"u8.ToArray(), "GB"u8.ToArray(), "DE"u8.ToArray(), "FR"u8.ToArray(), "SE"u8.ToArray(), "BR"u8.ToArray(),
        "JP"u8.ToArray(), "NL"u8.ToArray(),
    ];

    private static readonly Permutation Registrants =
        new(RegistrantsPerCountry * 8, 0x1507_1986);

    public static void Track(ref LineCursor line, int track)
    {
        var block = Math.DivRem(track, TracksPerRegistrant, out var within);
        var country = Math.DivRem(Registrants.At(block), RegistrantsPerCountry, out var code);
        line.Text(Issuers[country]);
        line.Alphanumeric((uint)code, 3);
        line.Padded((uint)((TrackCatalogue.AlbumOf(track) % 45 * 31 % 45) + 80) % 100, 2);
        line.Padded((uint)(within * DesignationStride % 100_000), 5);
    }

    public static void Artist(ref LineCursor line, int artist)
    {
        line.Text("AR"u8);
        line.Alphanumeric(((uint)artist * 2_654_435_761u) ^ 0xA5A5A5A5, 7);
    }

    public static void Album(ref LineCursor line, int album)
    {
        line.Text("AL"u8);
        line.Alphanumeric(((uint)album * 2_246_822_519u) ^ 0x5A5A5A5A, 7);
    }
}
