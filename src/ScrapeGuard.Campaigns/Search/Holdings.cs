using System.Runtime.InteropServices;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// What people have, and how much of what one of them takes others have too: the measure of who takes what nobody does.
/// People are those of the sample who come back to what they take; where too few do, for players keep what they were
/// given, all of the sample.
/// </summary>
/// <remarks>
/// <para>Scrapers that nobody knows yet, and those that were suspended and go on, are in the sample too: where these
/// are one account in five, and most people take little, they were three quarters of those who took enough. But hardly
/// one comes back to a fifth of its tracks, as most people do; a mimic that did would get on at so much less
/// pace.</para>
/// <para>Where most of even what is less popular is held by several people, only that is looked at: mimics take
/// popular tracks as cover, and have these in common with everybody.</para>
/// </remarks>
internal sealed class Holdings
{
    /// <summary>The share of its tracks to which a person comes back, at least; mimics came to 0.22.</summary>
    private const double LeastReturned = 0.2;

    private const double Part = 0.2;

    /// <summary>Tracks taken once by which the share of a person's that others hold is told.</summary>
    private const int FewestTracks = 10;

    /// <summary>The same where only what is less popular is looked at.</summary>
    private const int FewestRareTracks = 5;

    /// <summary>
    /// The share of people's less popular tracks that others hold, from which on only these are looked at.
    /// </summary>
    private const double LeastRareShare = 0.5;

    private readonly Dictionary<ulong, int> _holders;
    private readonly HashSet<ulong> _ofOthers;
    private readonly HashSet<AccountKey> _people;
    private readonly Func<ulong, double> _shareOf;
    private readonly double _mostShare = double.PositiveInfinity;

    /// <param name="sample">Who may be people: of whom enough was seen, and not too much.</param>
    /// <param name="shareOf">The share of all takings that others' takings of a track have.</param>
    /// <param name="fewestPeople">People without whom nothing is said.</param>
    /// <param name="fewestTracks">Tracks that a person has, at least.</param>
    public Holdings(
        IReadOnlyList<SearchAccount> sample, Func<ulong, double> shareOf, int fewestPeople, int fewestTracks)
    {
        _shareOf = shareOf;
        var known = sample.Where(account => account.Taken >= fewestTracks).ToList();
        var returners = known.Where(account => account.Returned.Length >= LeastReturned * account.Taken).ToList();
        var people = returners.Count >= fewestPeople ? returners : known;
        CampaignSearch.Thin(people);
        People = people;
        _people = [.. people.Select(account => account.Key)];
        _holders = new Dictionary<ulong, int>(people.Sum(account => account.Taken));
        foreach (var account in people)
        {
            Add(account.Tracks.AsSpan());
            Add(account.Returned.AsSpan());
        }

        _ofOthers = [.. sample.Where(account => account.Taken < fewestTracks)
            .SelectMany(account => account.Tracks.Concat(account.Returned))];

        // A popularity is looked up once: there are many.
        var takings = people.Select(account => account.Tracks
            .Select(track => new Holding(shareOf(track), _holders[track] > 1)).ToArray()).ToList();
        var middle = MedianShare(takings);
        if (PeoplesShareOf(takings, fewestPeople, middle, FewestRareTracks) is var rare && rare >= LeastRareShare)
        {
            (PeoplesShare, _mostShare) = (rare, middle);
        }
        else
        {
            PeoplesShare = PeoplesShareOf(takings, fewestPeople, _mostShare, FewestTracks);
        }
    }

    /// <summary>Who is the measure.</summary>
    public IReadOnlyList<SearchAccount> People { get; }

    /// <summary>
    /// The share of a person's tracks that others hold, of the fifth of people who share least; but at least as far
    /// below the median as the fifth who share most are above it: scrapers among them move that little as long as they
    /// are fewer than people, and can only lower either. 0: too few people to say so.
    /// </summary>
    public double PeoplesShare { get; }

    /// <summary>Whether a track is one of those that are looked at.</summary>
    public bool Counts(ulong track) => double.IsPositiveInfinity(_mostShare) || _shareOf(track) <= _mostShare;

    /// <summary>
    /// What an account took that nobody else of the sample holds: none of the people, and none who took too little to
    /// be one of these. Most accounts did, so that they know most of what few hold; and a scraper that has just begun
    /// has next to nothing yet.
    /// </summary>
    public Unheld UnheldOf(SearchAccount account)
    {
        var own = OwnOf(account);
        var places = new List<int>();
        for (var i = 0; i < account.Tracks.Length; i++)
        {
            if (!IsHeldByAnyone(account.Tracks[i], own))
            {
                places.Add(i);
            }
        }

        return new Unheld(places, account.Returned.Count(track => !IsHeldByAnyone(track, own)));
    }

    /// <summary>Of an account's tracks those that are looked at, and how many of them another person holds.</summary>
    public (int Tracks, int Held) Of(SearchAccount account)
    {
        var own = OwnOf(account);
        var (tracks, held) = (0, 0);
        foreach (var track in account.Tracks)
        {
            if (Counts(track))
            {
                tracks++;
                held += IsHeld(track, own) ? 1 : 0;
            }
        }

        return (tracks, held);
    }

    /// <summary>How many people an account is, of those who are the measure: itself, or none.</summary>
    private int OwnOf(SearchAccount account) => _people.Contains(account.Key) ? 1 : 0;

    private bool IsHeldByAnyone(ulong track, int own) => IsHeld(track, own) || _ofOthers.Contains(track);

    private bool IsHeld(ulong track, int own) => _holders.GetValueOrDefault(track) > own;

    private void Add(ReadOnlySpan<ulong> tracks)
    {
        foreach (var track in tracks)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_holders, track, out _)++;
        }
    }

    /// <summary>The share that half of what people took once is below.</summary>
    private static double MedianShare(List<Holding[]> takings)
    {
        var shares = takings.SelectMany(all => all).Select(holding => holding.Share).ToArray();
        Array.Sort(shares);
        return shares.Length == 0 ? 0 : shares[shares.Length / 2];
    }

    /// <param name="takings">What each of the people took once.</param>
    /// <param name="fewestPeople">People without whom nothing is said.</param>
    /// <param name="mostShare">The share of takings of a track that is looked at, at most.</param>
    /// <param name="fewestTracks">Such tracks that a person has, at least.</param>
    private static double PeoplesShareOf(
        List<Holding[]> takings, int fewestPeople, double mostShare, int fewestTracks)
    {
        var shares = new List<double>();
        foreach (var taken in takings)
        {
            var (tracks, held) = (0, 0);
            foreach (var (share, isHeld) in taken)
            {
                tracks += share <= mostShare ? 1 : 0;
                held += share <= mostShare && isHeld ? 1 : 0;
            }

            if (tracks >= fewestTracks)
            {
                shares.Add(held / (double)tracks);
            }
        }

        if (shares.Count < fewestPeople)
        {
            return 0;
        }

        shares.Sort();
        var (low, middle) = (shares[(int)(shares.Count * Part)], shares[shares.Count / 2]);
        return Math.Max(low, (2 * middle) - shares[(int)(shares.Count * (1 - Part))]);
    }

    /// <param name="Places">The places, among what it took once, of those that nobody else holds.</param>
    /// <param name="Returned">How many such tracks it came back to.</param>
    public readonly record struct Unheld(IReadOnlyList<int> Places, int Returned);

    /// <param name="Share">The share of all takings that others' takings of the track have.</param>
    /// <param name="IsHeld">Whether another person holds it.</param>
    private readonly record struct Holding(double Share, bool IsHeld);
}
