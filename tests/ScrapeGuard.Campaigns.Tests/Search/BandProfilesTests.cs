using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class BandProfilesTests
{
    /// <summary>So many that what lies in an octave is known within 4 %, and no seed comes near the bounds.</summary>
    private const int Accounts = 200;

    /// <summary>Octave k has 2^k tracks of the share 0.1 / 2^k: each has a tenth of what is taken.</summary>
    private const int Octaves = 10;

    [Test]
    public void SharedByChance_WhoDrawsByPopularity_IsTracksTimesShares() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var (profiles, tracks) = People(dice);
        var (chance, plain) = (0.0, 0.0);
        for (var a = 0; a < Accounts; a++)
        {
            for (var b = a + 1; b < Accounts; b++)
            {
                chance += profiles.SharedByChance(a, b);
                plain += tracks[a].Length * tracks[b].Sum(ShareOf) / 2;
                plain += tracks[b].Length * tracks[a].Sum(ShareOf) / 2;
            }
        }

        (chance / plain).Should().BeInRange(0.85, 1.15, $"seed {seed}");
    }, runs: 10);

    [Test]
    public void LikenessTo_WhoWalksOneOctaveWithTheOthers_IsMoreThanPeoples() => Property.HoldsForSeeds(seed =>
    {
        const int Octave = 8;
        var dice = new Random(seed);
        var drawn = new HashSet<int>[6];
        for (var walker = 0; walker < drawn.Length; walker++)
        {
            drawn[walker] = [.. Enumerable.Range(0, 40).Select(_ => (1 << Octave) + dice.Next(1 << Octave))];
        }

        var (profiles, _) = People(dice, drawn);
        var walkers = Enumerable.Range(Accounts, drawn.Length).ToList();

        var ofPeople = Enumerable.Range(0, Accounts).Select(a => profiles.LikenessTo(a, walkers)).ToList();
        ofPeople.Average().Should().BeNegative($"seed {seed}");
        walkers.Select(a => profiles.LikenessTo(a, walkers)).Min().Should().BeGreaterThan(
            Math.Max(1, ofPeople.Max()), $"an octave has a tenth of what people take; seed {seed}");
    }, runs: 10);

    [Test]
    public void SharedByChance_BothFromOneOctave_IsWhatDrawingGives() => Property.HoldsForSeeds(seed =>
    {
        const int Octave = 8;
        const int Each = 40;
        var dice = new Random(seed);
        var (expected, observed) = (0.0, 0.0);
        var drawn = new HashSet<int>[20];
        for (var walker = 0; walker < drawn.Length; walker++)
        {
            drawn[walker] = [];
            while (drawn[walker].Count < Each)
            {
                drawn[walker].Add((1 << Octave) + dice.Next(1 << Octave));
            }
        }

        var (profiles, _) = People(dice, drawn);

        for (var a = 0; a < drawn.Length; a++)
        {
            for (var b = a + 1; b < drawn.Length; b++)
            {
                expected += profiles.SharedByChance(Accounts + a, Accounts + b);
                observed += drawn[a].Intersect(drawn[b]).Count();
            }
        }

        (expected / observed).Should().BeInRange(0.75, 1.3, $"seed {seed}");
    }, runs: 10);

    [Test]
    public void SharedByChance_WhatNobodyElseTakes_IsNothing()
    {
        var profiles = new BandProfiles(2);
        for (var i = 0; i < 100; i++)
        {
            profiles.Add([0], share: 0);
            profiles.Add([1], share: 0);
        }

        profiles.Learn([1, 1], people: 1);

        profiles.SharedByChance(0, 1).Should().Be(0);
    }

    private static (BandProfiles Profiles, int[][] Tracks) People(Random dice, params HashSet<int>[] others)
    {
        var profiles = new BandProfiles(Accounts + others.Length);
        var tracks = new int[Accounts][];
        for (var a = 0; a < Accounts; a++)
        {
            tracks[a] = [.. Enumerable.Range(0, 30).Select(_ => Draw(dice))];
            foreach (var track in tracks[a])
            {
                profiles.Add([a], ShareOf(track));
            }
        }

        for (var other = 0; other < others.Length; other++)
        {
            foreach (var track in others[other])
            {
                profiles.Add([Accounts + other], ShareOf(track));
            }
        }

        // Who is known by a share of its tracks only stands for more: here all are known.
        profiles.Learn([.. Enumerable.Repeat(1.0, Accounts + others.Length)], Accounts);
        return (profiles, tracks);
    }

    private static int Draw(Random dice)
    {
        var octave = dice.Next(Octaves);
        return (1 << octave) + dice.Next(1 << octave);
    }

    private static double ShareOf(int track) => 0.1 / (1 << (int)Math.Log2(track));
}
