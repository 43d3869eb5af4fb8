using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>How unevenly accounts share with people.</summary>
public sealed class TastesTests
{
    private const int FewestPeople = 50;
    private const int Stranger = 900;
    private const double Enough = 7;

    [Test]
    public void EvidenceOf_PeopleWithTastesAndMimics_IsThatOfMimics() => Property.HoldsForSeeds(seed =>
    {
        var people = Circles.People(seed);
        var tastes = new Tastes(people, FewestPeople);

        tastes.IsTelling.Should().BeTrue("seed {0}: {1}", seed, tastes.Usual);
        people.Should().OnlyContain(person => tastes.EvidenceOf(person) < Enough, $"seed {seed}");
        tastes.EvidenceOf(Circles.Mimic(Stranger, seed)).Should().BeGreaterThan(Enough, "seed {0}", seed);
        tastes.EvidenceOf(Circles.Person(Stranger, seed)).Should().Be(0, "seed {0}: one with a taste", seed);
    });

    /// <summary>Where people take what is popular and nothing else, nobody is told by having no taste.</summary>
    [Test]
    public void EvidenceOf_PeopleWithoutTastes_SaysNothing() => Property.HoldsForSeeds(seed =>
    {
        var tastes = new Tastes(Circles.People(seed, loyalty: 0), FewestPeople);

        tastes.IsTelling.Should().BeFalse("seed {0}: {1}", seed, tastes.Usual);
        tastes.EvidenceOf(Circles.Mimic(Stranger, seed)).Should().Be(0, "seed {0}", seed);
    });

    /// <summary>
    /// Mimics that nobody knows yet come back to a fifth of their tracks, as people do. They are no measure; that
    /// people share with them evenly, too, leaves half.
    /// </summary>
    [Test]
    public void IsTelling_AThirdOfPeopleMimics_Stays() => Property.HoldsForSeeds(seed =>
    {
        var people = Circles.People(seed);
        var mimics = Enumerable.Range(Stranger, 40).Select(i => Circles.Mimic(i, seed, 80, 25));

        var tastes = new Tastes([.. people, .. mimics], FewestPeople);

        tastes.IsTelling.Should().BeTrue("seed {0}: {1}", seed, tastes.Usual);
        tastes.Usual.Should().BeGreaterThan(0.4 * new Tastes(people, FewestPeople).Usual, "seed {0}", seed);
    });

    [Test]
    public void EvidenceOf_TooFewPeopleOrTooLittleShared_SaysNothing()
    {
        var people = Circles.People(seed: 1);
        var stranger = Taker.Of(Stranger, [1, 2, .. Enumerable.Range(50_000, 200)], []);

        new Tastes(people[..49], FewestPeople).EvidenceOf(Circles.Mimic(Stranger, 1)).Should().Be(0);
        new Tastes(people, FewestPeople).EvidenceOf(stranger).Should().Be(0);
        new Tastes([], FewestPeople).EvidenceOf(stranger).Should().Be(0);
    }

    /// <summary>The oracle counts every pair, octave by octave, and takes the gamma function as factorials.</summary>
    [Test]
    public void Of_AnyAccount_IsThatOfEveryPair() => Property.HoldsForSeeds(seed =>
    {
        var people = Circles.People(seed, people: 60);
        var tastes = new Tastes(people, FewestPeople);
        var dice = new Random(seed);
        var account = dice.Next(3) == 0 ? people[dice.Next(people.Length)] : Circles.Mimic(Stranger, seed);

        var (seen, expected) = Naive(people, account);
        var places = people.OrderBy(person => person.Key).Select(person => Array.IndexOf(people, person)).ToArray();
        var shares = tastes.Of(account);

        shares.Seen.Should().Equal(places.Select(place => seen[place]), "seed {0}", seed);
        for (var person = 0; person < people.Length; person++)
        {
            shares.Expected[person].Should().BeApproximately(expected[places[person]], 1e-9, "seed {0}", seed);
        }

        if (tastes.EvidenceOf(account) is var nats and > 0)
        {
            var few = 0.1 * tastes.Usual;
            var oracle = Enumerable.Range(0, people.Length).Where(i => expected[i] > 0)
                .Sum(i => LogPoisson(seen[i], expected[i]) - LogNegativeBinomial(seen[i], expected[i], few));
            nats.Should().BeApproximately(oracle, 1e-6, "seed {0}", seed);
        }
    });

    /// <summary>
    /// Of one person half is known, the tracks of the lowest hashes: all of these may be among as small a part of an
    /// account's, and half of everybody else's.
    /// </summary>
    [Test]
    public void Of_PeopleOfWhomAPartIsKnown_ExpectsWhatBothKnow()
    {
        var people = Circles.People(seed: 3);
        people[0] = people[0] with { Portion = 0.5 };
        var mimic = Circles.Mimic(Stranger, 3);
        var place = people.OrderBy(person => person.Key).ToList().IndexOf(people[0]);

        double Expected(double portion) =>
            new Tastes(people, FewestPeople).Of(mimic with { Portion = portion }).Expected[place];

        Expected(0.25).Should().BeApproximately(Expected(0.5), 1e-9);
        Expected(1).Should().BeLessThan(Expected(0.5) * 0.6);
    }

    [Test]
    public void Of_PeopleInAnyOrder_IsTheSame()
    {
        var people = Circles.People(seed: 4);
        var mimic = Circles.Mimic(Stranger, 4);
        SearchAccount[] shuffled = [.. people.Reverse()];

        new Tastes(shuffled, FewestPeople).EvidenceOf(mimic).Should()
            .Be(new Tastes(people, FewestPeople).EvidenceOf(mimic));
    }

    private static (int[] Seen, double[] Expected) Naive(SearchAccount[] people, SearchAccount account)
    {
        List<HashSet<ulong>> held = [.. people.Select(person => person.Tracks.Concat(person.Returned).ToHashSet())];
        var own = Array.FindIndex(people, person => person.Key == account.Key);
        var tracks = account.Tracks.Concat(account.Returned).ToHashSet();
        List<int> others = [.. Enumerable.Range(0, people.Length).Where(person => person != own)];
        int Octave(ulong track) => (int)Math.Log2(others.Count(person => held[person].Contains(track)));
        var known = others.SelectMany(person => held[person]).Distinct().ToDictionary(track => track, Octave);
        var (seen, expected) = (new int[people.Length], new double[people.Length]);
        foreach (var octave in known.Values.Distinct())
        {
            var all = others.Sum(person => held[person].Count(track => known[track] == octave));
            var shared = others.Sum(person =>
                held[person].Count(track => known[track] == octave && tracks.Contains(track)));
            foreach (var person in others)
            {
                seen[person] += held[person].Count(track => known[track] == octave && tracks.Contains(track));
                expected[person] += shared * held[person].Count(track => known[track] == octave) / (double)all;
            }
        }

        return (seen, expected);
    }

    private static double LogPoisson(int seen, double mean) => (seen * Math.Log(mean)) - mean - LogFactorial(seen);

    /// <summary>Of the size r = 1 / overdispersion: (r)_k / k! (r / (r + m))^r (m / (r + m))^k.</summary>
    private static double LogNegativeBinomial(int seen, double mean, double overdispersion)
    {
        var size = 1 / overdispersion;
        return Enumerable.Range(0, seen).Sum(i => Math.Log(size + i)) - LogFactorial(seen)
            + (size * Math.Log(size / (size + mean))) + (seen * Math.Log(mean / (size + mean)));
    }

    private static double LogFactorial(int n) => Enumerable.Range(1, n).Sum(i => Math.Log(i));
}
