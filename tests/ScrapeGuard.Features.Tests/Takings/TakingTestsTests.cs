using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Features.Tests.Takings;

/// <summary>The sums of log-likelihood ratios on a catalogue of known popularity.</summary>
public sealed class TakingTestsTests
{
    private const int Catalogue = ZipfCatalogue.Count;
    private const long Gap = 240_000_000;

    private static readonly ulong[] Tracks = [.. Enumerable.Range(0, Catalogue).Select(ZipfCatalogue.TrackOf)];
    private static readonly PopularitySketch Popularity = ZipfCatalogue.Learn();

    [Test]
    public void TakeNew_EvenlyThroughTheCatalogue_GathersForNeverReturning()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var tests = default(TakingTests);
            for (var i = 0; i < 250; i++)
            {
                tests.TakeNew(Tracks[random.Next(Catalogue)], Gap, Popularity);
            }

            tests.NeverReturns.Should().BeGreaterThan(12, $"seed {seed}");
            tests.Run.Should().Be(250);
        }
    }

    /// <summary>Somebody listens where plays were heard in five hours of the clock, or who comes back.</summary>
    [TestCase(4, 0, false)]
    [TestCase(5, 0, true)]
    [TestCase(300, 0, true)]
    [TestCase(0, 4, false)]
    [TestCase(0, 5, true)]
    public void Listens_HoursHeardOrReturns_AreEnough(int hours, int returns, bool listens)
    {
        var tests = default(TakingTests);
        tests.TakeNew(Tracks[0], Gap, Popularity);
        for (var i = 0; i < hours; i++)
        {
            tests.Hear();
        }

        for (var i = 0; i < returns; i++)
        {
            tests.TakeAgain(isFirst: i == 0);
        }

        tests.Listens.Should().Be(listens);
        tests.PlaysAgain.Should().BeFalse();
        tests.PlayAgain();
        tests.PlaysAgain.Should().BeTrue();
    }

    /// <summary>
    /// How few takings the tests can decide on is known: the threshold by the nats of a taking, 15 / 0.119 and
    /// 9 / 0.191.
    /// </summary>
    [Test]
    public void TakeNew_TailRoundTheClock_IsDecidedAsSoonAsItCanBe()
    {
        var random = new Random(11);
        var tests = default(TakingTests);
        var (rests, returns) = (0, 0);
        for (var i = 1; i <= 170; i++)
        {
            tests.TakeNew(Tracks[random.Next(Catalogue * 9 / 10, Catalogue)], Gap, Popularity);
            rests = rests == 0 && tests.NeverRests >= 9 ? i : rests;
            returns = returns == 0 && tests.NeverReturns >= 15 ? i : returns;
        }

        rests.Should().Be(48);
        returns.Should().BeInRange(122, 131);
    }

    [Test]
    public void TakeNew_TailInSessionsOfAnHour_DoesNotLookRestless()
    {
        var random = new Random(12);
        var tests = default(TakingTests);
        var most = 0f;
        for (var i = 0; i < 1_000; i++)
        {
            var gap = i % 15 == 0 ? 5 * 3_600_000_000L : Gap;
            tests.TakeNew(Tracks[random.Next(Catalogue * 9 / 10, Catalogue)], gap, Popularity);
            most = Math.Max(most, tests.NeverRests);
        }

        most.Should().BeLessThan(5, "each night speaks against it as much as a session of an hour for it");
        tests.NeverReturns.Should().BeGreaterThan(20, "pauses change nothing there");
    }

    /// <summary>An explorer through the night: no pause and no way back, but now and then a search or a page.</summary>
    [Test]
    public void Look_BeforeOneTrackInTen_SpeaksAgainstNeverResting()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var tests = default(TakingTests);
            var most = 0f;
            for (var i = 0; i < 2_000; i++)
            {
                if (random.Next(10) == 0)
                {
                    tests.Look(atOne: false);
                }

                tests.TakeNew(Tracks[random.Next(Catalogue)], i % 25 == 0 ? 5 * 3_600_000_000L : Gap, Popularity);
                most = Math.Max(most, tests.NeverRests);
            }

            most.Should().BeLessThan(9, $"seed {seed}");
        }
    }

    [Test]
    public void Look_BeforeATrack_CountsForThatOneOnly()
    {
        var (looked, other) = (default(TakingTests), default(TakingTests));
        for (var i = 0; i < 60; i++)
        {
            if (i is 40 or 50)
            {
                looked.Look(atOne: false);
                looked.Look(atOne: i == 50);
            }

            looked.TakeNew(Tracks[Catalogue - 1 - i], Gap, Popularity);
            other.TakeNew(Tracks[Catalogue - 1 - i], Gap, Popularity);
        }

        looked.NeverRests.Should().BeApproximately(other.NeverRests - (2 * (2.30f + 0.0463f)), 1e-3f);
        looked.NeverReturns.Should().Be(other.NeverReturns);
    }

    /// <summary>A program asks for each track's entry before it takes it; so may a person.</summary>
    [Test]
    public void Look_AtOneEntryBeforeATrack_SaysNothing()
    {
        var (asking, silent) = (default(TakingTests), default(TakingTests));
        for (var i = 0; i < 60; i++)
        {
            if (i % 3 == 0)
            {
                asking.Look(atOne: true);
            }

            asking.TakeNew(Tracks[Catalogue - 1 - i], Gap, Popularity);
            silent.TakeNew(Tracks[Catalogue - 1 - i], Gap, Popularity);
        }

        asking.NeverRests.Should().BeApproximately(silent.NeverRests - (20 * 0.0463f), 1e-3f);
    }

    /// <summary>Five returns, and one for each five new tracks.</summary>
    [TestCase(20, 4, false)]
    [TestCase(20, 5, true)]
    [TestCase(25, 5, true)]
    [TestCase(26, 5, false)]
    [TestCase(26, 6, true)]
    public void ComesBack_SoManyReturns_IsWhatMostPeopleDo(int tracks, int returns, bool comesBack)
    {
        var tests = default(TakingTests);
        for (var i = 0; i < tracks; i++)
        {
            tests.TakeNew(Tracks[i], Gap, Popularity);
        }

        for (var i = 0; i < returns; i++)
        {
            tests.TakeAgain(isFirst: true);
        }

        tests.ComesBack.Should().Be(comesBack);
    }

    [Test]
    public void TakeNew_DownTheListByPopularity_GathersForABand()
    {
        var tests = default(TakingTests);
        for (var i = 0; i < 300; i++)
        {
            tests.TakeNew(Tracks[(i * 15) + 3], Gap, Popularity);
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
            tests.TakeNew(Tracks[random.Next(Catalogue / 2, Catalogue)], Gap, Popularity);
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
            var most = (Returns: 0f, Rests: 0f, Adopts: 0f, Band: 0f);
            for (var i = 0; i < 3_000; i++)
            {
                if (random.NextDouble() < newShare)
                {
                    tests.TakeNew(Tracks[ZipfCatalogue.Rank(random)], GapOf(random), Popularity);
                }
                else
                {
                    tests.TakeAgain(random.NextDouble() < adopts);
                }

                most = (Math.Max(most.Returns, tests.NeverReturns), Math.Max(most.Rests, tests.NeverRests),
                    Math.Max(most.Adopts, tests.NeverAdopts), Math.Max(most.Band, tests.NarrowBand));
            }

            most.Returns.Should().BeLessThan(8, $"seed {seed}");
            most.Rests.Should().BeLessThan(8, $"seed {seed}");
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
                poisoned.TakeNew(Tracks[ZipfCatalogue.Rank(random)], GapOf(random), Popularity);
            }
            else
            {
                poisoned.TakeAgain(i % 8 == 1);
            }
        }

        for (var i = 0; i < 200; i++)
        {
            var track = Tracks[random.Next(Catalogue)];
            fresh.TakeNew(track, Gap, Popularity);
            poisoned.TakeNew(track, Gap, Popularity);
        }

        poisoned.NeverReturns.Should().BeGreaterThanOrEqualTo(fresh.NeverReturns);
    }

    [Test]
    public void TakeNew_LittleKnownOfPopularity_TellsByReturnsOnly()
    {
        var tests = default(TakingTests);
        for (var i = 0; i < 100; i++)
        {
            tests.TakeNew(Tracks[i], Gap, new PopularitySketch());
        }

        tests.NarrowBand.Should().Be(0);
        tests.NeverReturns.Should().BeApproximately(100 * 0.0337f, 1e-3f);
    }

    /// <summary>A stream that has just begun: nothing is well known yet, so nothing is rare.</summary>
    [Test]
    public void TakeNew_StreamThatHasJustBegun_TellsByReturnsOnly()
    {
        var random = new Random(21);
        var young = new PopularitySketch();
        var taken = new PopularityDelta();
        for (var i = 0; i < 2_000; i++)
        {
            taken.Add(Tracks[ZipfCatalogue.Rank(random)], 0);
        }

        young.Merge(0, [taken]);
        var tests = default(TakingTests);
        for (var i = 0; i < 60; i++)
        {
            tests.TakeNew(Tracks[Catalogue - 1 - i], Gap, young);
        }

        tests.NeverReturns.Should().BeApproximately(60 * 0.0337f, 1e-3f);
        tests.NeverRests.Should().BeApproximately(60 * 0.1914f, 1e-3f, "popularity plays no part");
    }

    [Test]
    public void PlayAgain_OfWhatWasTaken_SpeaksAgainstNeverReturningOnly()
    {
        var random = new Random(1);
        var tests = default(TakingTests);
        for (var i = 0; i < 150; i++)
        {
            tests.TakeNew(Tracks[random.Next(Catalogue / 2, Catalogue)], Gap, Popularity);
        }

        var before = tests.NeverReturns;
        tests.PlayAgain();
        tests.NeverReturns.Should().BeApproximately(before - 2.03f, 1e-3f);
        tests.Run.Should().Be(0);
        tests.ReturnsPerNew.Should().Be(0);
    }

    /// <summary>People leave off after each tenth track or so, and skip one of ten.</summary>
    private static long GapOf(Random random) => random.Next(10) switch
    {
        0 => 3_600_000_000,
        1 => 40_000_000,
        _ => Gap,
    };
}
