using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// How unevenly accounts share with people. Who has a taste shares much with people of the same and little with others;
/// who goes down a list, or takes what is popular for cover, shares with each person what popularity alone gives. The
/// tracks shared with each are held against that by the log-likelihood ratio of Poisson distributions against negative
/// binomial ones, whose overdispersion people have (A. C. Cameron, P. K. Trivedi, "Regression-based tests for
/// overdispersion in the Poisson model", 1990).
/// </summary>
/// <remarks>
/// The overdispersion is the variance of the factor, of mean 1, by which what is shared with a person is above or below
/// what popularity gives: 0 of one without a taste, 1 to 2 of the median person of real plays. It is measured on people
/// at each search; where these are not known to have tastes nothing is said.
/// </remarks>
internal sealed class Tastes
{
    /// <summary>Tracks shared with all people together without which nothing is known of a taste.</summary>
    private const int FewestShared = 50;

    /// <summary>
    /// The overdispersion of the median person, and of the quarter of people who have least, without which people are
    /// not known to have tastes. Of real plays they are 1 to 2 and 0.2 to 0.7 from the third day on. Where a third of
    /// simulated people follow what is new and have that in common, and others explore, who have no taste and are
    /// people, they are 0.43 and 0.17 at most.
    /// </summary>
    private const double LeastUsual = 0.6;
    private const double LeastOfAQuarter = 0.1;

    /// <summary>
    /// The share of its tracks to which one comes back that is a measure, at least: mimics came to 0.28, and were a
    /// quarter of those who came to 0.2.
    /// </summary>
    private const double LeastReturned = 0.3;

    /// <summary>An overdispersion that is a taste wherever people have any.</summary>
    private const double Most = 0.5;

    /// <summary>
    /// The part of the median person's overdispersion that hardly a person is below of whom enough is known.
    /// </summary>
    private const double Few = 0.1;

    private readonly SearchAccount[] _people;
    private readonly double[] _portions;
    private readonly Dictionary<AccountKey, int> _places = [];

    /// <summary>The people, by place, who hold each track.</summary>
    private readonly Dictionary<ulong, List<int>> _holders = [];

    /// <summary>
    /// Tracks that each person holds, a row for each octave of holders: those of 1, of 2 and 3, of 4 to 7.
    /// </summary>
    private readonly double[] _held;
    private readonly int _octaves;

    /// <summary>It takes as long as all candidates, and is not asked for where all of these have tastes.</summary>
    private readonly Lazy<(double Median, double Quarter)> _usual;

    /// <param name="people">People, who come back to what they take.</param>
    /// <param name="fewestPeople">People without whom nothing is said.</param>
    public Tastes(IReadOnlyList<SearchAccount> people, int fewestPeople)
    {
        _people = [.. people.OrderBy(person => person.Key)];
        _portions = [.. _people.Select(person => person.Portion)];
        for (var person = 0; person < _people.Length; person++)
        {
            _places.Add(_people[person].Key, person);
            foreach (var track in TracksOf(_people[person]))
            {
                if (!_holders.TryGetValue(track, out var holders))
                {
                    _holders.Add(track, holders = []);
                }

                holders.Add(person);
            }
        }

        _octaves = OctaveOf(Math.Max(_people.Length, 1)) + 1;
        _held = new double[_octaves * _people.Length];
        foreach (var holders in _holders.Values)
        {
            Add(_held, holders, OctaveOf(holders.Count), 1);
        }

        _usual = new Lazy<(double, double)>(() => UsualOf(fewestPeople));
    }

    /// <summary>Whether people are known to have tastes.</summary>
    public bool IsTelling => Usual >= LeastUsual && _usual.Value.Quarter >= LeastOfAQuarter;

    /// <summary>The overdispersion of the median person.</summary>
    public double Usual => _usual.Value.Median;

    /// <summary>The overdispersion that few people are below.</summary>
    private double OfFew => Few * Usual;

    /// <summary>
    /// Evidence in nats that an account shares with all people alike; 0: it has a taste, or too little is known of it.
    /// </summary>
    public double EvidenceOf(SearchAccount account)
    {
        if (Of(account) is not { Sum: >= FewestShared, Overdispersion: <= Most } shares || !IsTelling
            || shares.Overdispersion > OfFew)
        {
            return 0;
        }

        var nats = 0.0;
        for (var person = 0; person < _people.Length; person++)
        {
            nats += NatsOf(shares.Seen[person], shares.Expected[person], OfFew);
        }

        return Math.Max(0, nats);
    }

    /// <summary>Whether someone comes back to enough to be a measure of people.</summary>
    public static bool IsMeasure(SearchAccount person) =>
        person.Returned.Length >= LeastReturned * person.Taken;

    /// <summary>Whether an account shares so unevenly that it has a taste, wherever people have any.</summary>
    public bool HasTaste(SearchAccount account) => Of(account) is { Sum: >= FewestShared, Overdispersion: > Most };

    /// <summary>What an account shares with each of the people, and what popularity alone gives.</summary>
    public Shares Of(SearchAccount account)
    {
        var own = _places.GetValueOrDefault(account.Key, -1);
        double[] held = [.. _held];
        var seen = new int[_people.Length];
        var ofOctave = new int[_octaves];
        foreach (var track in TracksOf(account))
        {
            if (!_holders.TryGetValue(track, out var holders))
            {
                continue;
            }

            var others = own < 0 ? holders.Count : holders.Count - 1;
            if (OctaveOf(others) != OctaveOf(holders.Count))
            {
                // Without the account itself it belongs to the octave of one holder less.
                Add(held, holders, OctaveOf(holders.Count), -1);
                Add(held, holders, OctaveOf(others), 1);
            }

            ofOctave[OctaveOf(others)] += others;
            foreach (var holder in holders)
            {
                seen[holder]++;
            }
        }

        if (own >= 0)
        {
            seen[own] = 0;
        }

        return new Shares(seen, ExpectedOf(account, own, held, ofOctave));
    }

    private (double Median, double Quarter) UsualOf(int fewestPeople)
    {
        List<double> known =
        [
            .. _people.Where(IsMeasure).Select(Of).Where(shares => shares.Sum >= FewestShared)
                .Select(shares => shares.Overdispersion).Order(),
        ];
        return known.Count < fewestPeople ? default : (known[known.Count / 2], known[known.Count / 4]);
    }

    /// <summary>Deals out what is shared in each octave among people by what they hold of it.</summary>
    private double[] ExpectedOf(SearchAccount account, int own, double[] held, int[] ofOctave)
    {
        // Of two of whom the tracks of the lowest hashes are known, those of the smaller part can be shared.
        var portions = new double[_people.Length];
        TensorPrimitives.Divide(account.Portion, _portions, portions);
        TensorPrimitives.Min(portions, 1, portions);
        if (own >= 0)
        {
            portions[own] = 0;
        }

        var expected = new double[_people.Length];
        for (var octave = 0; octave < _octaves; octave++)
        {
            var row = held.AsSpan(octave * _people.Length, _people.Length);
            TensorPrimitives.Multiply(row, portions, row);
            if (ofOctave[octave] > 0 && SumOf(row) is > 0 and var all)
            {
                TensorPrimitives.Multiply(row, ofOctave[octave], row);
                TensorPrimitives.Divide(row, all, row);
                TensorPrimitives.Add(expected, row, expected);
            }
        }

        return expected;
    }

    /// <summary>
    /// The sum, in an order that does not depend on the machine, as that of <see cref="TensorPrimitives"/> does.
    /// </summary>
    private static double SumOf(ReadOnlySpan<double> values)
    {
        var lanes = Vector256<double>.Zero;
        for (; values.Length >= Vector256<double>.Count; values = values[Vector256<double>.Count..])
        {
            lanes += Vector256.Create(values);
        }

        var sum = lanes[0] + lanes[1] + lanes[2] + lanes[3];
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>
    /// The logarithm of the chance to share so many where a Poisson distribution holds, less that where a negative
    /// binomial one of the same mean does.
    /// </summary>
    private static double NatsOf(int seen, double mean, double overdispersion)
    {
        if (mean <= 0)
        {
            return 0;
        }

        var nats = ((seen + (1 / overdispersion)) * OverlapTable.Log(1 + (overdispersion * mean))) - mean;
        for (var i = 1; i < seen; i++)
        {
            nats -= OverlapTable.Log(1 + (overdispersion * i));
        }

        return nats;
    }

    private void Add(double[] held, List<int> holders, int octave, int tracks)
    {
        foreach (var holder in holders)
        {
            held[(octave * _people.Length) + holder] += tracks;
        }
    }

    private static ReadOnlySpan<ulong> TracksOf(SearchAccount account) =>
        (ulong[])[.. account.Tracks, .. account.Returned];

    /// <summary>The octave of so many holders; that of none is never asked for what is in it.</summary>
    private static int OctaveOf(int holders) => BitOperations.Log2((uint)holders);

    /// <param name="Seen">Tracks shared with each of the people.</param>
    /// <param name="Expected">The same by popularity.</param>
    public sealed record Shares(int[] Seen, double[] Expected)
    {
        /// <summary>Tracks shared with all people together.</summary>
        public double Sum { get; } = Seen.Sum();

        /// <summary>
        /// How far above that of Poisson distributions the variance is, as a part of the squared mean; by moments.
        /// </summary>
        public double Overdispersion { get; } = OverdispersionOf(Seen, Expected);

        private static double OverdispersionOf(int[] seen, double[] expected)
        {
            var (sum, excess) = (0.0, 0.0);
            for (var person = 0; person < seen.Length; person++)
            {
                if (expected[person] > 0)
                {
                    var distance = seen[person] - expected[person];
                    sum += expected[person];
                    excess += (distance * distance / expected[person]) - 1;
                }
            }

            return sum > 0 ? excess / sum : 0;
        }
    }
}
