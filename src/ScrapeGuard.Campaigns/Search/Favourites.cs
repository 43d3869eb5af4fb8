namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// How often two tracks of an account are by one artist (<see cref="ArtistPairs"/>). Who listens has favourites; a list
/// that is drawn at random, from the tail or down the charts has each artist about once, and cover that is come back to
/// adds little.
/// </summary>
/// <remarks>
/// It is measured on people at each search, and nothing is said where events carry no artist. What few people have is
/// as far below what nine of ten have as that is below the median, by factors: 0.002 to 0.005 where the median is 0.01
/// to 0.025. Lists from catalogues of 0.4 to 1.3 million tracks have 0.0002 to 0.004. Explorers have hardly more; but
/// where people play by the album or the artist they do too, and of lists only those that go artist by artist.
/// </remarks>
internal sealed class Favourites
{
    /// <summary>Tracks of a person by which it is measured, at least, and near pairs.</summary>
    private const int FewestTracks = 30;
    private const int FewestNear = 10;

    private const double Tenth = 0.1;

    /// <summary>
    /// How many times as often as others near tracks of the median person are by one artist, at least, where people
    /// are said to play by the album or the artist.
    /// </summary>
    private const double LeastNear = 2;

    /// <summary>
    /// The part of the median person's share of near pairs by one artist that few people have, explorers too; and the
    /// nats that an account has less than that, a quarter of it, without which it may be one of these.
    /// </summary>
    private const double NearOfFew = 0.4;
    private const double LeastOfNear = 3;

    /// <summary>The median person's share that counts, at most: followers of new albums have a half.</summary>
    private const double MostNear = 0.15;

    /// <summary>
    /// The share that few people are below, at most, where nothing else tells explorers apart: of these, by two hands,
    /// nine of ten have 0.003 and more.
    /// </summary>
    private const double MostOfFew = 0.003;

    /// <summary>The part of what few people have that a list has.</summary>
    private const double OfALists = 0.25;

    /// <param name="people">People, who come back to what they take.</param>
    /// <param name="fewestPeople">People without whom nothing is said.</param>
    public Favourites(IEnumerable<SearchAccount> people, int fewestPeople)
    {
        List<ArtistPairs> known =
        [
            .. people.Where(Tastes.IsMeasure).Select(ArtistPairs.Of)
                .Where(pairs => pairs.IsTold && pairs.Tracks >= FewestTracks),
        ];
        if (known.Count < fewestPeople)
        {
            return;
        }

        List<double> shares = [.. known.Select(pairs => pairs.Share).Order()];
        List<double> near =
        [
            .. known.Where(pairs => pairs.Near >= FewestNear).Select(pairs => pairs.NearShare).Order(),
        ];
        Usual = shares[shares.Count / 2];
        UsualNear = near.Count < fewestPeople || near[near.Count / 2] < LeastNear * Usual ? 0 : near[near.Count / 2];
        var low = shares[(int)(shares.Count * Tenth)];
        var few = Usual > 0 ? low * low / Usual : 0;
        OfFewNear = NearOfFew * Math.Min(UsualNear, MostNear);
        OfFew = UsualNear > 0 ? few : Math.Min(few, MostOfFew);
    }

    /// <summary>The share of pairs by one artist that half of the people are below; 0: nothing can be said.</summary>
    public double Usual { get; }

    /// <summary>
    /// The same of near ones; 0: people do not play by the album or the artist, or too little is known.
    /// </summary>
    public double UsualNear { get; }

    /// <summary>The share that few people are below; 0: nothing can be said.</summary>
    public double OfFew { get; }

    /// <summary>The share of near pairs that few people are below; 0: it is not looked at.</summary>
    public double OfFewNear { get; }

    /// <summary>
    /// Evidence in nats that an account has no favourites: the logarithm of the likelihood ratio of Poisson
    /// distributions, a quarter of <see cref="OfFew"/> against it. 0: it has, or too little is known.
    /// </summary>
    public double EvidenceOf(SearchAccount account)
    {
        var pairs = ArtistPairs.Of(account);
        return !pairs.IsTold || (OfFewNear > 0 && NatsOf(pairs.NearOfOne, pairs.Near * OfFewNear) < LeastOfNear)
            ? 0
            : Math.Max(0, NatsOf(pairs.OfOne, pairs.All * OfFew));
    }

    /// <summary>
    /// The logarithm of the chance to have so many where a quarter is expected, less that where all is.
    /// </summary>
    private static double NatsOf(long seen, double expected) =>
        ((1 - OfALists) * expected) + (seen * OverlapTable.Log(OfALists));
}
