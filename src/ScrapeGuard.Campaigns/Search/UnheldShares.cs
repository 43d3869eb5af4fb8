namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// What share of what each of the people took no other of them holds, and who takes so much more of that than they do:
/// cover that people hold too does not hide it. Where people themselves take what nobody else does, nothing is said.
/// </summary>
/// <remarks>
/// Robust against scrapers among the people: all that is learned of these are the median and how far the quarter above
/// it, or the tenth below it, is from there, whichever is less; the share that hardly a person has is estimated from
/// that (of an exponential distribution one in fifty has more than six times the median).
/// </remarks>
internal sealed class UnheldShares
{
    /// <summary>Distances from the median to the upper quarter, from the median, that hardly a person has.</summary>
    private const double Quarters = 4;

    /// <summary>The same of distances to the lowest tenth.</summary>
    private const double Tenths = 5;

    private const double Tenth = 0.1;

    /// <summary>The share from which on one is beyond people, at least: no sample tells it nearer.</summary>
    private const double LeastBeyond = 0.15;

    /// <summary>The same at most: where more is asked people are too different from each other.</summary>
    private const double MostBeyond = 0.5;

    /// <summary>
    /// The share that half of the people are below, at most: where they take more of what nobody else does there are
    /// explorers who take little else and never come back to it (of 1,500 simulated people half had 0.32 after two
    /// weeks, and wanderers 0.75).
    /// </summary>
    private const double MostUsual = 0.15;

    /// <summary>
    /// Such tracks without which nothing is said: of 2,300 people the most that anyone took of new releases, which
    /// nobody else had yet, was 27.
    /// </summary>
    private const int FewestUnheld = 32;

    /// <summary>Hours of the clock in which they were taken, at least: a few albums are an evening or two.</summary>
    private const int FewestHours = 8;

    /// <summary>
    /// Hours from the first to the last that is known of people, at least: on a stream's first day who takes much takes
    /// what nobody else is known to hold yet, though others do.
    /// </summary>
    private const int FewestHoursOfPeople = 30;

    /// <summary>The share of them that one comes back to, at most: people come back to half of theirs.</summary>
    private const double MostReturned = 0.25;

    private readonly Holdings _holdings;

    /// <param name="holdings">What people hold.</param>
    /// <param name="fewestPeople">People without whom nothing is said.</param>
    public UnheldShares(Holdings holdings, int fewestPeople)
    {
        _holdings = holdings;
        var shares = holdings.People.Select(person => Of(person).Share).Order().ToList();
        if (shares.Count < fewestPeople || HoursOf(holdings.People) < FewestHoursOfPeople)
        {
            return;
        }

        var (middle, above, below) =
            (shares[shares.Count / 2], shares[shares.Count * 3 / 4], shares[(int)(shares.Count * Tenth)]);
        var beyond = middle + Math.Min(Quarters * (above - middle), Tenths * (middle - below));
        (Usual, Beyond, IsTelling) = (middle, Math.Max(beyond, LeastBeyond), true);
    }

    /// <summary>Whether people are known well enough for anything to be said.</summary>
    public bool IsTelling { get; }

    /// <summary>The share that half of the people are below.</summary>
    public double Usual { get; }

    /// <summary>The share that hardly a person has; 1: nothing can be said.</summary>
    public double Beyond { get; } = 1;

    /// <summary>The share that few people have: half of the way from half of them to hardly one.</summary>
    public double OfFew => (Usual + Beyond) / 2;

    /// <summary>What an account took, in all, and what of it no person holds.</summary>
    public Counts Of(SearchAccount account)
    {
        var (places, returned) = _holdings.UnheldOf(account);
        return new Counts(account.Taken, places.Count + returned, returned);
    }

    /// <summary>
    /// Evidence that an account takes what people do not, in nats: the logarithm of the likelihood ratio of its own
    /// share against <see cref="Beyond"/>, which hardly a person has. 0: too little to say so, or what it came back to.
    /// </summary>
    public double EvidenceOf(SearchAccount account)
    {
        if (Usual > MostUsual || Beyond > MostBeyond)
        {
            return 0;
        }

        var count = Of(account);
        return count.Unheld < FewestUnheld || count.Returned > MostReturned * count.Unheld
            || HoursOf(account) < FewestHours
                ? 0
                : NatsBeyond(count, Beyond);
    }

    /// <summary>
    /// The logarithm of the likelihood ratio of an account's own share against a smaller one, in nats; 0: it is not
    /// smaller.
    /// </summary>
    public static double NatsBeyond(in Counts count, double share)
    {
        if (count.Share <= share)
        {
            return 0;
        }

        var held = count.Tracks - count.Unheld;
        var ofHeld = held == 0 ? 0 : held * OverlapTable.Log((1 - count.Share) / (1 - share));
        return (count.Unheld * OverlapTable.Log(count.Share / share)) + ofHeld;
    }

    /// <summary>What an account took once that no person holds.</summary>
    public ulong[] TracksOf(SearchAccount account) =>
        [.. _holdings.UnheldOf(account).Places.Select(place => account.Tracks[place])];

    /// <summary>In how many hours of the clock an account took what no person holds.</summary>
    public int HoursOf(SearchAccount account) => _holdings.UnheldOf(account).Places
        .Select(place => account.Epochs[place] / SearchAccount.EpochsPerHour).Distinct().Count();

    /// <summary>Hours from the first taking that is known of some accounts to the last.</summary>
    private static int HoursOf(IReadOnlyList<SearchAccount> accounts)
    {
        var epochs = accounts.SelectMany(account => account.Epochs).DefaultIfEmpty().ToList();
        return (epochs.Max() - epochs.Min()) / SearchAccount.EpochsPerHour;
    }

    /// <param name="Tracks">All that it took.</param>
    /// <param name="Unheld">Those that no other person holds.</param>
    /// <param name="Returned">Those of these that it came back to.</param>
    public readonly record struct Counts(int Tracks, int Unheld, int Returned)
    {
        public double Share => Tracks == 0 ? 0 : Unheld / (double)Tracks;
    }
}
