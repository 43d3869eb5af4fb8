using System.Buffers;
using ScrapeGuard.Features.Behaviour;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Shared tracks of each pair of accounts, beside those expected: what two share who draw as many tracks from each
/// octave of popularity (<see cref="BandProfiles"/>), times what people have of that, times a factor for each account
/// that shares less with people (a degree-corrected null model, B. Karrer and M. Newman 2011). How often a pair of
/// people shares next to nothing though so and so much is expected is measured, too: tastes differ, and no formula says
/// by how much. The greatest hits are left out, for everyone has them, once or often.
/// </summary>
internal sealed class OverlapTable : IDisposable
{
    /// <summary>
    /// A pair that shares at most this share of what is expected is called disjoint: a swarm that repeats popular
    /// tracks to look human shares some of them before it comes back to them.
    /// </summary>
    public const double DisjointShare = 0.3;

    /// <summary>Share of a campaign's pairs that are disjoint.</summary>
    private const double OfCampaigns = 0.9;

    private const int Buckets = 24;
    private const int BucketsBelowOne = 4;
    private const double LeastTotal = 30;

    /// <summary>A track of which more than one in 400 takings is one is a hit.</summary>
    private const double HitShare = 0.0025;

    /// <summary>
    /// Shared tracks that must be expected of a pair: of many pairs of which less is expected each says little, and
    /// what is wrong with that little is wrong with all of them.
    /// </summary>
    private const double LeastTelling = 0.5;

    // Of each pair; lent by a pool, for a thousand accounts have a million pairs, and searches come again and again.
    private readonly int[] _observed;
    private readonly double[] _byChance;
    private readonly double[] _evidence;

    private readonly BandProfiles _profiles;
    private readonly double[] _portions;
    private readonly double[] _factors;
    private readonly double[] _disjoint = new double[Buckets];
    private readonly int _count;
    private readonly int _people;
    private double _scale;

    /// <param name="people">Accounts that candidates are held against; candidates may be among them.</param>
    /// <param name="candidates">Other candidates.</param>
    /// <param name="shareOf">The share of all takings that others' takings of a track have.</param>
    public OverlapTable(
        IReadOnlyList<SearchAccount> people, IReadOnlyList<SearchAccount> candidates, Func<ulong, double> shareOf)
    {
        _people = people.Count;
        Accounts = [.. people, .. candidates];
        _count = Accounts.Count;
        _portions = [.. Accounts.Select(account => account.Portion)];
        _profiles = new BandProfiles(_count);
        _factors = new double[_count];
        Held = new int[_count];
        _byChance = LendZeros<double>(_count * _count);
        _evidence = LendZeros<double>(_count * _count);
        _observed = LendZeros<int>(_count * _count);
        Observe(shareOf);
        _profiles.Learn(_portions, _people);
        Compare();
        Fit();
        LearnFromPeople();
        Weigh();
    }

    /// <summary>People, then other candidates.</summary>
    public IReadOnlyList<SearchAccount> Accounts { get; }

    /// <summary>Of each account's tracks, how many a person among the others took too.</summary>
    public int[] Held { get; }

    /// <summary>Whether people share enough for anything to be said.</summary>
    public bool IsTelling { get; private set; }

    /// <summary>Tracks that two accounts share.</summary>
    public int Observed(int a, int b) => _observed[(a * _count) + b];

    /// <summary>Tracks that two accounts would share if they were people of their own habit of sharing.</summary>
    public double Expected(int a, int b) => _scale * ByChance(a, b) * _factors[a] * _factors[b];

    /// <summary>
    /// What a pair says for being of one campaign rather than two people, in nats: the logarithm of how much more often
    /// pairs of a campaign are disjoint (or are not) than people's with as much to share; 0 where one is no candidate.
    /// </summary>
    public double EvidenceOf(int a, int b) => _evidence[(a * _count) + b];

    /// <summary>What each pair of an account says, by place.</summary>
    public ReadOnlySpan<double> EvidenceOfAll(int a) => _evidence.AsSpan(a * _count, _count);

    /// <summary>
    /// Likeness (<see cref="BandProfiles.LikenessTo"/>) from which on an account walks where a group walks as hardly a
    /// person does: as far above that of the median person as the tenth of people who are least alike are below it, for
    /// at the upper end of the sample there may be scrapers.
    /// </summary>
    public double LikenessOfFew(IReadOnlyList<int> group)
    {
        var people = Enumerable.Range(0, _people).Except(group).Select(a => LikenessTo(a, group)).Order().ToList();
        return people.Count == 0
            ? double.PositiveInfinity
            : Math.Max(0, (2 * people[people.Count / 2]) - people[people.Count / 10]);
    }

    /// <summary>How much like a group's an account's octaves of popularity are, in nats a track.</summary>
    public double LikenessTo(int a, IReadOnlyList<int> group) => _profiles.LikenessTo(a, group);

    /// <summary>Whether so much is expected of a pair that it says something when it shares nothing.</summary>
    public bool IsTellingPair(int a, int b) => Expected(a, b) >= LeastTelling;

    /// <summary>Whether a pair shares next to nothing of what is expected.</summary>
    public bool IsDisjointPair(int a, int b) => IsDisjoint(Observed(a, b), Expected(a, b));

    /// <summary>Natural logarithm, the same bits on every machine.</summary>
    public static double Log(double value) => StableLog.Log2(value) * 0.693147180559945309417232;

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_byChance);
        ArrayPool<double>.Shared.Return(_evidence);
        ArrayPool<int>.Shared.Return(_observed);
    }

    private static T[] LendZeros<T>(int length)
    {
        var values = ArrayPool<T>.Shared.Rent(length);
        values.AsSpan(0, length).Clear();
        return values;
    }

    private static bool IsDisjoint(int observed, double expected) => observed <= DisjointShare * expected;

    /// <summary>Half octaves of what is expected.</summary>
    private static int BucketOf(double expected) => expected <= 0
        ? 0
        : Math.Clamp(StableLog.HalfOctaveOf(expected) + BucketsBelowOne, 0, Buckets - 1);

    private double ByChance(int a, int b) => _byChance[(a * _count) + b];

    /// <summary>What each pair shares by chance: of tracks that are looked at of both.</summary>
    private void Compare()
    {
        for (var a = 0; a < _count; a++)
        {
            for (var b = a + 1; b < _count; b++)
            {
                var shared = _profiles.SharedByChance(a, b) / Math.Max(_portions[a], _portions[b]);
                _byChance[(a * _count) + b] = shared;
                _byChance[(b * _count) + a] = shared;
            }
        }
    }

    private void Weigh()
    {
        var (ofDisjoint, ofOthers) = (new double[Buckets], new double[Buckets]);
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            ofDisjoint[bucket] = Math.Max(Log(OfCampaigns / _disjoint[bucket]), 0);
            ofOthers[bucket] = Math.Min(Log((1 - OfCampaigns) / (1 - _disjoint[bucket])), 0);
        }

        var candidates = Enumerable.Range(0, _count).Where(a => Accounts[a].IsCandidate).ToArray();
        for (var i = 0; i < candidates.Length; i++)
        {
            for (var j = i + 1; j < candidates.Length; j++)
            {
                var (a, b) = (candidates[i], candidates[j]);
                var expected = Expected(a, b);
                var evidence = !IsDisjoint(Observed(a, b), expected) ? ofOthers[BucketOf(expected)]
                    : expected < LeastTelling ? 0
                    : ofDisjoint[BucketOf(expected)];
                _evidence[(a * _count) + b] = evidence;
                _evidence[(b * _count) + a] = evidence;
            }
        }
    }

    private void Observe(Func<ulong, double> shareOf)
    {
        using var owners = new TrackOwners(Accounts);
        for (var first = 0; first < owners.Count;)
        {
            var track = owners.TrackAt(first);
            var all = owners.OwnersFrom(first);
            Share(all, shareOf(track));
            first += all.Length;
        }
    }

    private void Share(ReadOnlySpan<int> owners, double share)
    {
        var people = 0;
        foreach (var owner in owners)
        {
            people += owner < _people ? 1 : 0;
        }

        foreach (var a in owners)
        {
            Held[a] += people > (a < _people ? 1 : 0) ? 1 : 0;
            if (share > HitShare)
            {
                continue;
            }

            _profiles.Add(a, share);
            foreach (var b in owners)
            {
                _observed[(a * _count) + b] += a == b ? 0 : 1;
            }
        }
    }

    /// <summary>
    /// Finds how much people share for their weights, and each account's factor: at most 1, so that who shares much
    /// with people is not thought to share more with anyone.
    /// </summary>
    private void Fit()
    {
        _scale = 1;
        var (expected, observed) = (0.0, 0.0);
        for (var a = 0; a < _people; a++)
        {
            for (var b = a + 1; b < _people; b++)
            {
                expected += ByChance(a, b);
                observed += Observed(a, b);
            }
        }

        IsTelling = observed >= LeastTotal && expected > 0;
        _scale = IsTelling ? observed / expected : 0;
        for (var a = 0; a < _count; a++)
        {
            // One of each keeps an account of which little is known near the others.
            (expected, observed) = (1, 1);
            for (var r = 0; r < _people; r++)
            {
                expected += r == a ? 0 : _scale * ByChance(a, r);
                observed += r == a ? 0 : Observed(a, r);
            }

            _factors[a] = Math.Min(observed / expected, 1);
        }
    }

    /// <summary>How often two people share next to nothing, by what is expected; never more often for more.</summary>
    private void LearnFromPeople()
    {
        Span<double> pairs = stackalloc double[Buckets];
        Span<double> disjoint = stackalloc double[Buckets];
        pairs.Clear();
        disjoint.Clear();
        for (var a = 0; a < _people; a++)
        {
            for (var b = a + 1; b < _people; b++)
            {
                var expected = Expected(a, b);
                pairs[BucketOf(expected)]++;
                disjoint[BucketOf(expected)] += IsDisjoint(Observed(a, b), expected) ? 1 : 0;
            }
        }

        var least = 0.95;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            // What was never seen may still be: one in as many as were looked at, and a half more.
            least = Math.Min(least, (disjoint[bucket] + 1.5) / (pairs[bucket] + 3));
            _disjoint[bucket] = least;
        }
    }
}
