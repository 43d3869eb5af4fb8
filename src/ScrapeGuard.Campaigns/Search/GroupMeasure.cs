namespace ScrapeGuard.Campaigns.Search;

/// <summary>How near accounts are to a group, and how near hardly a person is.</summary>
/// <param name="table">What each two share.</param>
/// <param name="group">Places of the members.</param>
internal sealed class GroupMeasure(OverlapTable table, List<int> group)
{
    /// <summary>Shared tracks that must be expected of a person for its share to be a measure.</summary>
    private const double LeastOfPeople = 4;

    /// <summary>Such people without whom nothing is said.</summary>
    private const int FewestPeople = 10;

    /// <summary>
    /// Shared tracks from which on two are twins, and how many times as many as are expected: so much two share only
    /// where they go the same way. Of another swarm there are so many at least.
    /// </summary>
    private const int LeastOfTwins = 5;
    private const int TimesOfTwins = 4;
    private const int FewestTwins = 3;

    /// <summary>How much like the group's an account's octaves of popularity are, in nats a track.</summary>
    public double LikenessTo(int a) => table.LikenessTo(a, group);

    /// <summary>
    /// Likeness (<see cref="BandProfiles.LikenessTo"/>) from which on an account walks where a group walks as hardly a
    /// person does: as far above that of the median person as the tenth of people who are least alike are below it, for
    /// at the upper end of the sample there may be scrapers.
    /// </summary>
    public double LikenessOfFew()
    {
        var people = Enumerable.Range(0, table.People).Except(group).Select(LikenessTo).Order().ToList();
        return people.Count == 0
            ? double.PositiveInfinity
            : Math.Max(0, (2 * people[people.Count / 2]) - people[people.Count / 10]);
    }

    /// <summary>
    /// Tracks that an account would share with the group and those that it shares: with all but the one that it shares
    /// most with, and its twins, for two swarms may walk the same way side by side.
    /// </summary>
    public (double Expected, double Observed) SharedWith(int a)
    {
        var (nearest, most) = (-1, -1);
        foreach (var b in group)
        {
            if (b != a && table.Observed(a, b) > most)
            {
                (nearest, most) = (b, table.Observed(a, b));
            }
        }

        var (expected, observed) = (0.0, 0.0);
        var twins = TwinsOf(a);
        foreach (var b in group)
        {
            if (b != a && b != nearest && !twins.Contains(b))
            {
                expected += table.Expected(a, b);
                observed += table.Observed(a, b);
            }
        }

        return (expected, observed);
    }

    /// <summary>
    /// Those of another swarm that goes down the same list: they share nothing with each other. People who share an
    /// album share it with each other too, and no twin is left out.
    /// </summary>
    private List<int> TwinsOf(int a)
    {
        var twins = group.Where(b => b != a && AreTwins(a, b)).ToList();
        var areOfOneSwarm = twins.Count >= FewestTwins
            && twins.TrueForAll(b => twins.TrueForAll(c => b == c || table.Observed(b, c) == 0));
        return areOfOneSwarm ? twins : [];
    }

    private bool AreTwins(int a, int b) => table.Observed(a, b) is >= LeastOfTwins and var observed
        && observed >= TimesOfTwins * table.Expected(a, b);

    /// <summary>
    /// The share of what is expected that the tenth of people who share least with the group share at most, of those of
    /// whom something is expected; 0: too few to say so.
    /// </summary>
    public double ShareOfFew()
    {
        var shares = Enumerable.Range(0, table.People).Except(group).Select(SharedWith)
            .Where(shared => shared.Expected >= LeastOfPeople).Select(shared => shared.Observed / shared.Expected)
            .Order().ToList();
        return shares.Count < FewestPeople ? 0 : shares[shares.Count / 10];
    }
}
