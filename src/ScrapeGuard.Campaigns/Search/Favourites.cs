using System.Runtime.InteropServices;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// How often two tracks of an account are by the same artist (the index of E. H. Simpson, "Measurement of diversity",
/// 1949: pairs of one artist among all pairs, whatever their number). Who listens has favourites; a list that is drawn
/// at random, from the tail or down the charts has each artist about once, and cover that is come back to adds little.
/// </summary>
/// <remarks>
/// It is measured on people at each search, and nothing is said where events carry no artist. What few people have is
/// as far below what nine of ten have as that is below the median, by factors: 0.002 to 0.006 of people whose median is
/// 0.01 to 0.025, and 0.0002 to 0.002 of lists from catalogues of 0.4 to 1.3 million tracks.
/// </remarks>
internal sealed class Favourites
{
    /// <summary>Tracks of a person by which it is measured, at least.</summary>
    private const int FewestTracks = 30;

    /// <summary>The share of its tracks to which a person comes back, at least: mimics came to 0.28.</summary>
    private const double LeastReturned = 0.3;

    private const double Tenth = 0.1;

    /// <summary>Distances from the median to the lowest tenth, in logarithms, below which few people are.</summary>
    private const double Tenths = 2;

    /// <summary>The part of what few people have that a list has.</summary>
    private const double OfALists = 0.25;

    /// <summary>The share of its tracks of which the artist is told, at least.</summary>
    private const double LeastTold = 0.9;

    /// <summary>What stands for none: the logarithm of nothing is no measure.</summary>
    private const double Least = 1e-6;

    /// <param name="people">People, who come back to what they take.</param>
    /// <param name="fewestPeople">People without whom nothing is said.</param>
    public Favourites(IEnumerable<SearchAccount> people, int fewestPeople)
    {
        List<double> known =
        [
            .. people.Where(IsMeasure).Select(Of).Where(pairs => pairs.IsTold && pairs.Tracks >= FewestTracks)
                .Select(pairs => OverlapTable.Log(Math.Max(pairs.Share, Least))).Order(),
        ];
        if (known.Count < fewestPeople)
        {
            return;
        }

        var (middle, low) = (known[known.Count / 2], known[(int)(known.Count * Tenth)]);
        Usual = Math.Exp(middle);
        OfFew = Math.Exp(middle - (Tenths * (middle - low)));
    }

    /// <summary>The share of pairs by one artist that half of the people are below; 0: nothing can be said.</summary>
    public double Usual { get; }

    /// <summary>The share that few people are below; 0: nothing can be said.</summary>
    public double OfFew { get; }

    /// <summary>The pairs of an account's tracks.</summary>
    public static Pairs Of(SearchAccount account)
    {
        var counts = new Dictionary<uint, int>();
        var told = 0;
        foreach (var artist in account.Artists)
        {
            if (artist != 0)
            {
                told++;
                CollectionsMarshal.GetValueRefOrAddDefault(counts, artist, out _)++;
            }
        }

        var ofOne = counts.Values.Sum(count => count * (count - 1L) / 2);
        return new Pairs(told, ofOne, told > 0 && told >= LeastTold * account.Artists.Length);
    }

    /// <summary>
    /// Evidence in nats that an account has no favourites: the logarithm of the likelihood ratio of Poisson
    /// distributions, a quarter of <see cref="OfFew"/> against it. 0: it has, or too little is known.
    /// </summary>
    public double EvidenceOf(SearchAccount account)
    {
        var pairs = Of(account);
        var expected = pairs.All * OfFew;
        return pairs.IsTold
            ? Math.Max(0, ((1 - OfALists) * expected) + (pairs.OfOne * OverlapTable.Log(OfALists)))
            : 0;
    }

    private static bool IsMeasure(SearchAccount person) =>
        person.Returned.Length >= LeastReturned * person.Taken;

    /// <param name="Tracks">Tracks of which the artist is told.</param>
    /// <param name="OfOne">Pairs of them by one artist.</param>
    /// <param name="IsTold">Whether the artist of nearly every track is told.</param>
    public readonly record struct Pairs(int Tracks, long OfOne, bool IsTold)
    {
        /// <summary>Pairs in all.</summary>
        public double All => Tracks * (Tracks - 1.0) / 2;

        /// <summary>The share of pairs by one artist.</summary>
        public double Share => Tracks < 2 ? 0 : OfOne / All;
    }
}
