using System.Runtime.InteropServices;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Pairs of an account's tracks, and how many of them are by one artist: in all (the index of E. H. Simpson,
/// "Measurement of diversity", 1949), and of those that it first took within the same ten minutes.
/// </summary>
/// <param name="Tracks">Tracks of which the artist is told.</param>
/// <param name="OfOne">Pairs of them by one artist.</param>
/// <param name="Near">Pairs of tracks that were first taken in one epoch.</param>
/// <param name="NearOfOne">Those of them by one artist.</param>
/// <param name="IsTold">Whether the artist of nearly every track is told.</param>
internal readonly record struct ArtistPairs(int Tracks, long OfOne, long Near, long NearOfOne, bool IsTold)
{
    /// <summary>The share of an account's tracks of which the artist is told, at least.</summary>
    private const double LeastTold = 0.9;

    /// <summary>Pairs in all.</summary>
    public double All => Tracks * (Tracks - 1.0) / 2;

    /// <summary>The share of pairs by one artist.</summary>
    public double Share => Tracks < 2 ? 0 : OfOne / All;

    /// <summary>The same of the near ones.</summary>
    public double NearShare => Near == 0 ? 0 : NearOfOne / (double)Near;

    /// <summary>The pairs of an account's tracks.</summary>
    public static ArtistPairs Of(SearchAccount account)
    {
        var ofArtist = new Dictionary<uint, int>();
        var ofEpoch = new Dictionary<int, int>();
        var ofBoth = new Dictionary<(uint Artist, int Epoch), int>();
        var told = 0;
        for (var i = 0; i < account.Artists.Length; i++)
        {
            var (artist, epoch) = (account.Artists[i], account.FirstEpochs[i]);
            if (artist != 0)
            {
                told++;
                Count(ofArtist, artist);
                Count(ofEpoch, epoch);
                Count(ofBoth, (artist, epoch));
            }
        }

        return new ArtistPairs(
            told, PairsOf(ofArtist.Values), PairsOf(ofEpoch.Values), PairsOf(ofBoth.Values),
            told > 0 && told >= LeastTold * account.Artists.Length);
    }

    private static void Count<T>(Dictionary<T, int> counts, T key)
        where T : notnull => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;

    private static long PairsOf(IEnumerable<int> counts) => counts.Sum(count => count * (count - 1L) / 2);
}
