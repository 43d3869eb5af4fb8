using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
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

    private const int Buckets = 26;
    private const int BucketsBelowOne = 6;
    private const float LeastExpected = 0.125f;
    private const double LeastTotal = 30;

    /// <summary>
    /// Shared tracks that must be expected of a pair: of pairs of which less is expected each says next to nothing, and
    /// what is wrong with that little is wrong with all of them; but of two of a swarm of 40 that goes slowly down a
    /// list in turns no more is expected for days. It is where a bucket begins.
    /// </summary>
    private const float LeastTelling = 0.25f;

    /// <summary>Rows that are copied to columns at a time, so that what is written lies next to each other.</summary>
    private const int RowsAtATime = 16;

    // Of each pair; lent by a pool, for a thousand accounts have a million pairs, and searches come again and again.
    // What a pair shares stands in the row of the first of the two; accounts have 65,535 tracks at most.
    private readonly ushort[] _observed;
    private readonly float[] _evidence;

    // Of each person and each account.
    private readonly float[] _byChance;

    private readonly double _hitShare;
    private readonly BandProfiles _profiles;
    private readonly double[] _portions;
    private readonly float[] _factors;
    private readonly double[] _disjoint = new double[Buckets];
    private readonly int _count;
    private readonly int _people;
    private double _scale;

    /// <param name="people">Accounts that candidates are held against; candidates may be among them.</param>
    /// <param name="candidates">Other candidates.</param>
    /// <param name="shareOf">The share of all takings that others' takings of a track have.</param>
    /// <param name="hitShare">That from which on a track is left out.</param>
    public OverlapTable(
        IReadOnlyList<SearchAccount> people, IReadOnlyList<SearchAccount> candidates, Func<ulong, double> shareOf,
        double hitShare = CampaignSearch.HitShare)
    {
        _hitShare = hitShare;
        _people = people.Count;
        Accounts = [.. people, .. candidates];
        _count = Accounts.Count;
        _portions = [.. Accounts.Select(account => account.Portion)];
        _profiles = new BandProfiles(_count);
        _factors = new float[_count];
        _byChance = ArrayPool<float>.Shared.Rent(_people * _count);
        _evidence = LendZeros<float>(_count * _count);
        _observed = LendZeros<ushort>(_count * _count);
        Observe(shareOf);
        _profiles.Learn(_portions, _people);
        for (var person = 0; person < _people; person++)
        {
            Compare(person, first: 0, RowOf(_byChance, person));
        }

        Fit();
        LearnFromPeople();
        Weigh();
        Mirror();
    }

    /// <summary>People, then other candidates.</summary>
    public IReadOnlyList<SearchAccount> Accounts { get; }

    /// <summary>How many of them are people.</summary>
    public int People => _people;

    /// <summary>Whether people share enough for anything to be said.</summary>
    public bool IsTelling { get; private set; }

    /// <summary>Tracks that two accounts share.</summary>
    public int Observed(int a, int b) => _observed[(Math.Min(a, b) * _count) + Math.Max(a, b)];

    /// <summary>Tracks that two accounts would share if they were people of their own habit of sharing.</summary>
    public double Expected(int a, int b) =>
        ByChance(a, b) * (float)(_scale * _factors[Math.Min(a, b)]) * _factors[Math.Max(a, b)];

    /// <summary>
    /// What a pair says for being of one campaign rather than two people, in nats: the logarithm of how much more often
    /// pairs of a campaign are disjoint (or are not) than people's with as much to share; 0 where one is no candidate.
    /// </summary>
    public double EvidenceOf(int a, int b) => _evidence[(a * _count) + b];

    /// <summary>What each pair of an account says, by place.</summary>
    public ReadOnlySpan<float> EvidenceOfAll(int a) => RowOf(_evidence, a);

    /// <summary>How much like a group's an account's octaves of popularity are, in nats a track.</summary>
    public double LikenessTo(int a, IReadOnlyList<int> group) => _profiles.LikenessTo(a, group);

    /// <summary>The share of an account's tracks that lies in an octave of popularity and the next.</summary>
    public double ShareOfOctaves(int a, int octave) => _profiles.ShareOfTwo(a, octave);

    /// <summary>Whether so much is expected of a pair that it says something when it shares nothing.</summary>
    public bool IsTellingPair(int a, int b) => Expected(a, b) >= LeastTelling;

    /// <summary>Whether a pair shares next to nothing of what is expected.</summary>
    public bool IsDisjointPair(int a, int b) => IsDisjoint(Observed(a, b), Expected(a, b));

    /// <summary>Natural logarithm, the same bits on every machine.</summary>
    public static double Log(double value) => StableLog.Log2(value) * 0.693147180559945309417232;

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_byChance);
        ArrayPool<float>.Shared.Return(_evidence);
        ArrayPool<ushort>.Shared.Return(_observed);
    }

    private static T[] LendZeros<T>(int length)
    {
        var values = ArrayPool<T>.Shared.Rent(length);
        values.AsSpan(0, length).Clear();
        return values;
    }

    private static bool IsDisjoint(int observed, double expected) => observed <= DisjointShare * expected;

    /// <summary>Half octaves of what is expected.</summary>
    private static int BucketOf(float expected) =>
        Math.Min(StableLog.HalfOctaveOf(Math.Max(expected, LeastExpected)) + BucketsBelowOne, Buckets - 1);

    private Span<T> RowOf<T>(T[] pairs, int a) => pairs.AsSpan(a * _count, _count);

    /// <summary>What a pair shares by chance: of tracks that are looked at of both.</summary>
    private float ByChance(int a, int b)
    {
        var (first, second) = a < b ? (a, b) : (b, a);
        return first < _people
            ? _byChance[(first * _count) + second]
            : _profiles.SharedByChance(first, second) / (float)Math.Max(_portions[a], _portions[b]);
    }

    /// <summary>What an account shares by chance with each from one on.</summary>
    private void Compare(int a, int first, Span<float> byChance)
    {
        _profiles.SharedByChance(a, first, byChance);
        for (var i = 0; i < byChance.Length; i++)
        {
            byChance[i] /= (float)Math.Max(_portions[a], _portions[first + i]);
        }
    }

    /// <summary>The evidence of each pair of candidates, in the row of the first of the two.</summary>
    private void Weigh()
    {
        // By bucket, of pairs that are disjoint, then of others.
        Span<float> values = stackalloc float[2 * Buckets];
        values.Clear();
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            if (bucket >= BucketOf(LeastTelling))
            {
                values[bucket] = (float)Math.Max(Log(OfCampaigns / _disjoint[bucket]), 0);
            }

            values[Buckets + bucket] = (float)Math.Min(Log((1 - OfCampaigns) / (1 - _disjoint[bucket])), 0);
        }

        var row = new float[_count];
        for (var a = 0; a < _count; a++)
        {
            if (Accounts[a].IsCandidate)
            {
                var others = (a + 1)..;
                var expected = row.AsSpan(others);
                ExpectedOf(a, expected);
                Weigh(values, expected, RowOf(_observed, a)[others], RowOf(_evidence, a)[others]);
            }
        }

        ForgetPeople();
    }

    private static void Weigh(
        ReadOnlySpan<float> values, ReadOnlySpan<float> expected, ReadOnlySpan<ushort> observed, Span<float> evidence)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            // No branch: which it is, no processor foresees.
            var isOther = Unsafe.BitCast<bool, byte>(!IsDisjoint(observed[i], expected[i]));
            evidence[i] = values[BucketOf(expected[i]) + (isOther * Buckets)];
        }
    }

    /// <summary>What an account is expected to share with each of those behind it.</summary>
    private void ExpectedOf(int a, Span<float> expected)
    {
        if (a < _people)
        {
            RowOf(_byChance, a)[(a + 1)..].CopyTo(expected);
        }
        else
        {
            Compare(a, a + 1, expected);
        }

        TensorPrimitives.Multiply(expected, (float)(_scale * _factors[a]), expected);
        TensorPrimitives.Multiply(expected, _factors.AsSpan(a + 1), expected);
    }

    /// <summary>No pair says anything of which one is no candidate.</summary>
    private void ForgetPeople()
    {
        for (var b = 0; b < _people; b++)
        {
            for (var a = 0; a < b && !Accounts[b].IsCandidate; a++)
            {
                _evidence[(a * _count) + b] = 0;
            }
        }
    }

    /// <summary>Copies the evidence of each pair to the row of the second of the two.</summary>
    private void Mirror()
    {
        for (var first = 0; first < _count; first += RowsAtATime)
        {
            for (var b = first + 1; b < _count; b++)
            {
                var end = Math.Min(first + RowsAtATime, b);
                for (var a = first; a < end; a++)
                {
                    _evidence[(b * _count) + a] = _evidence[(a * _count) + b];
                }
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
        if (share > _hitShare)
        {
            return;
        }

        _profiles.Add(owners, share);
        for (var i = 0; i < owners.Length - 1; i++)
        {
            var observed = RowOf(_observed, owners[i]);
            foreach (var b in owners[(i + 1)..])
            {
                observed[b]++;
            }
        }
    }

    /// <summary>
    /// Finds how much people share for their weights, and each account's factor: at most 1, so that who shares much
    /// with people is not thought to share more with anyone.
    /// </summary>
    private void Fit()
    {
        var (allExpected, allObserved) = (0.0, 0.0);
        var (expected, observed) = (new double[_count], new double[_count]);
        for (var person = 0; person < _people; person++)
        {
            var byChance = RowOf(_byChance, person);
            for (var a = 0; a < _count; a++)
            {
                if (a != person)
                {
                    expected[a] += byChance[a];
                    observed[a] += Observed(person, a);
                }
            }
        }

        for (var person = 0; person < _people; person++)
        {
            allExpected += expected[person];
            allObserved += observed[person];
        }

        // Each pair of people was counted twice.
        IsTelling = allObserved >= 2 * LeastTotal && allExpected > 0;
        _scale = IsTelling ? allObserved / allExpected : 0;
        for (var a = 0; a < _count; a++)
        {
            // One of each keeps an account of which little is known near the others.
            _factors[a] = (float)Math.Min((1 + observed[a]) / (1 + (_scale * expected[a])), 1);
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
                var bucket = BucketOf((float)expected);
                pairs[bucket]++;
                disjoint[bucket] += IsDisjoint(Observed(a, b), expected) ? 1 : 0;
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
