using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Features.Tests.Takings;

/// <summary>The sums of log-likelihood ratios on a catalogue of known popularity.</summary>
public sealed class TakingTestsTests
{
    private const int Catalogue = 50_000;
    private const int Takings = 400_000;

    private static readonly ulong[] Tracks = [.. Enumerable.Range(0, Catalogue).Select(HashOf)];
    private static readonly PopularitySketch Popularity = LearnZipf();

    [Test]
    public void TakeNew_EvenlyThroughTheCatalogue_GathersForNeverReturning()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var tests = default(TakingTests);
            for (var i = 0; i < 250; i++)
            {
                tests.TakeNew(Tracks[random.Next(Catalogue)], Popularity);
            }

            tests.NeverReturns.Should().BeGreaterThan(12, $"seed {seed}");
            tests.Run.Should().Be(250);
        }
    }

    [Test]
    public void TakeNew_DownTheListByPopularity_GathersForABand()
    {
        var tests = default(TakingTests);
        for (var i = 0; i < 300; i++)
        {
            tests.TakeNew(Tracks[(i * 15) + 3], Popularity);
            if (i % 3 != 0)
            {
                tests.TakeAgain(isFirst: false);
            }
        }

        tests.NarrowBand.Should().BeGreaterThan(19);
        tests.NeverReturns.Should().BeLessThan(3);
    }

    [Test]
    public void TakeNew_TailCoveredByFewRepeats_GathersForNeverAdopting()
    {
        var random = new Random(3);
        var tests = default(TakingTests);
        for (var i = 0; i < 200; i++)
        {
            tests.TakeNew(Tracks[random.Next(Catalogue / 2, Catalogue)], Popularity);
            if (i % 2 == 0)
            {
                tests.TakeAgain(isFirst: i < 40);
            }
        }

        tests.NeverAdopts.Should().BeGreaterThan(9);
    }

    /// <summary>People: new tracks by popularity, and a share of them is come back to.</summary>
    [Test]
    public void TakeNew_PeopleOfManyKinds_StayBelowEveryThreshold()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var tests = default(TakingTests);
            var newShare = 0.05 + (0.92 * random.NextDouble());
            var adopts = 0.1 + (0.6 * random.NextDouble());
            var most = (Returns: 0f, Adopts: 0f, Band: 0f);
            for (var i = 0; i < 3_000; i++)
            {
                if (random.NextDouble() < newShare)
                {
                    tests.TakeNew(Tracks[Zipf(random)], Popularity);
                }
                else
                {
                    tests.TakeAgain(random.NextDouble() < adopts);
                }

                most = (Math.Max(most.Returns, tests.NeverReturns), Math.Max(most.Adopts, tests.NeverAdopts),
                    Math.Max(most.Band, tests.NarrowBand));
            }

            most.Returns.Should().BeLessThan(8, $"seed {seed}");
            most.Adopts.Should().BeLessThan(6, $"seed {seed}");
            most.Band.Should().BeLessThan(15, $"seed {seed}");
        }
    }

    [Test]
    public void TakeNew_WeeksOfHumanBehaviourBefore_DoNotHelp()
    {
        var random = new Random(9);
        var (fresh, poisoned) = (default(TakingTests), default(TakingTests));
        for (var i = 0; i < 5_000; i++)
        {
            if (i % 4 == 0)
            {
                poisoned.TakeNew(Tracks[Zipf(random)], Popularity);
            }
            else
            {
                poisoned.TakeAgain(i % 8 == 1);
            }
        }

        for (var i = 0; i < 200; i++)
        {
            var track = Tracks[random.Next(Catalogue)];
            fresh.TakeNew(track, Popularity);
            poisoned.TakeNew(track, Popularity);
        }

        poisoned.NeverReturns.Should().BeGreaterThanOrEqualTo(fresh.NeverReturns);
    }

    [Test]
    public void TakeNew_LittleKnownOfPopularity_TellsByReturnsOnly()
    {
        var tests = default(TakingTests);
        for (var i = 0; i < 100; i++)
        {
            tests.TakeNew(Tracks[i], new PopularitySketch());
        }

        tests.NarrowBand.Should().Be(0);
        tests.NeverReturns.Should().BeApproximately(100 * 0.0337f, 1e-3f);
    }

    [Test]
    public void PlayAgain_OfWhatWasTaken_SpeaksAgainstNeverReturningOnly()
    {
        var random = new Random(1);
        var tests = default(TakingTests);
        for (var i = 0; i < 150; i++)
        {
            tests.TakeNew(Tracks[random.Next(Catalogue / 2, Catalogue)], Popularity);
        }

        var before = tests.NeverReturns;
        tests.PlayAgain();
        tests.NeverReturns.Should().BeApproximately(before - 2.03f, 1e-3f);
        tests.Run.Should().Be(0);
        tests.ReturnsPerNew.Should().Be(0);
    }

    private static ulong HashOf(int track)
    {
        var x = ((ulong)track + 1) * 0x9E37_79B9_7F4A_7C15;
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB;
        return x ^ (x >> 31);
    }

    /// <summary>By a law of which the first thousandth carries a half.</summary>
    private static int Zipf(Random random) =>
        (int)Math.Min(Math.Exp(random.NextDouble() * Math.Log(Catalogue)) - 1, Catalogue - 1);

    private static PopularitySketch LearnZipf()
    {
        var random = new Random(77);
        var sketch = new PopularitySketch();
        for (var epoch = 0; epoch < 8; epoch++)
        {
            var taken = new PopularityDelta();
            for (var i = 0; i < Takings / 8; i++)
            {
                var track = Tracks[Zipf(random)];
                taken.Add(track, sketch.RarityOf(track));
            }

            sketch.Merge(epoch, [taken]);
        }

        return sketch;
    }
}
