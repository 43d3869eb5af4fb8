using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Engine.Tests.Streams;
using ScrapeGuard.Features;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Tests.Judging;

/// <summary>
/// What one account chooses beside how fast and how long on end it takes it, by the tests alone, on a catalogue of
/// known popularity: the first of its tracks is the one that is taken most.
/// </summary>
public sealed class ChoicePaceTests
{
    private const double Suspends = 0.95;
    private const int TrackSeconds = 240;
    private const int NightSeconds = 5 * 3_600;

    private static readonly PopularitySketch Popularity = ZipfCatalogue.Learn();

    private AccountFeatures _account;
    private double _second;

    [SetUp]
    public void NewAccount() => (_account, _second) = (default, 0);

    /// <summary>Down the list of what is popular, which others take too, without a pause.</summary>
    [Test]
    public void Apply_ListInOrderWithoutAPause_FindsThatItNeverRests()
    {
        var taken = TakeUntilFound(100, InOrder, _ => TrackSeconds);

        taken.Should().BeInRange(48, 50);
        _account.Choices.NeverReturns.Should().BeLessThan(1, "what it takes is well known");
        Suspending().Select(finding => finding.Code).Should().Equal("evidence.never-rests");
    }

    /// <summary>The same tracks as a radio plays them, in no order.</summary>
    [Test]
    public void Apply_SameTracksInNoOrder_IsNotFound()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            NewAccount();
            var random = new Random(seed);

            TakeUntilFound(200, _ => ZipfCatalogue.Rank(random), _ => TrackSeconds).Should().Be(-1, $"seed {seed}");
        }
    }

    /// <summary>What is well known, whole and on end: somebody may have fallen asleep over a radio.</summary>
    [Test]
    public void Apply_WellKnownTracksWithoutAPause_AsksBeforeItSuspends()
    {
        for (var i = 0; i < 50; i++)
        {
            Take(WellKnown(i), TrackSeconds);
        }

        Find().Should().ContainSingle(finding => finding.Code == "evidence.never-rests").Which.Score.Should().Be(0.85);
        var taken = 50 + TakeUntilFound(100, i => WellKnown(i + 50), _ => TrackSeconds);
        taken.Should().BeInRange(94, 98, "twice as many tracks, six hours of them");
        Suspending().Select(finding => finding.Code).Should().Equal("evidence.never-rests");
    }

    /// <summary>The same a little quicker than it can be heard, as no radio plays.</summary>
    [Test]
    public void Apply_WellKnownTracksQuickerThanTheyAreHeard_FindsThatItNeverRests()
    {
        TakeUntilFound(100, WellKnown, _ => 125).Should().BeInRange(48, 50);

        Suspending().Select(finding => finding.Code).Should().Equal("evidence.never-rests");
    }

    /// <summary>
    /// Whole tracks of the tail on end, for three hours each night: never to come back has to be less for it.
    /// </summary>
    [Test]
    public void Apply_RestlessWhoNeverReturns_SuspendsWithLess()
    {
        TakeUntilFound(400, Tail, i => i % 45 == 44 ? NightSeconds : TrackSeconds).Should()
            .BePositive();

        var finding = Suspending().Should().ContainSingle().Subject;
        finding.Code.Should().Be("evidence.never-returns");
        finding.Expected.Should().Be(10);
        _account.Choices.NeverReturns.Should().BeInRange(10, 15);
    }

    /// <summary>One who wanders through the tail, an hour an evening, and never comes back: is asked.</summary>
    [Test]
    public void Apply_WandererWhoRests_IsNeverSuspended()
    {
        TakeUntilFound(1_000, Tail, i => i % 15 == 14 ? NightSeconds : TrackSeconds).Should().Be(-1);

        Find().Should().ContainSingle(finding => finding.Code == "evidence.never-returns")
            .Which.Score.Should().Be(0.85);
    }

    /// <summary>Ahead of the fastest listening by less than the rule's bound, and chosen as by nobody.</summary>
    [TestCase("band", 60, 26, 40)]
    [TestCase("tail", 100, 45, 60)]
    public void Apply_QuickBesideOddChoice_FindsThatItNeverSlows(string choice, int seconds, int least, int most)
    {
        var taken = TakeUntilFound(200, choice == "band" ? InOrder : Tail, _ => seconds);

        taken.Should().BeInRange(least, most);
        _account.TakenExcess.Should().BeInRange(15, 29);
        Suspending().Select(finding => finding.Code).Should().Equal("evidence.never-slows");
    }

    /// <summary>Of what is well known, in no order, new track after new track, faster than one listens.</summary>
    [Test]
    public void Apply_QuickAndNothingButNew_FindsThatItNeverSlows()
    {
        TakeUntilFound(200, Known, _ => 55).Should().BeInRange(34, 44);

        _account.Choices.NeverReturns.Should().BeLessThan(3, "what it takes is well known");
        Suspending().Select(finding => finding.Code).Should().Equal("evidence.never-slows");
    }

    /// <summary>The busiest hour that was measured, 43 plays, had each been of another track; then a night.</summary>
    [Test]
    public void Apply_BusiestHourOfNothingButNew_IsNotFound()
    {
        TakeUntilFound(43, Known, i => i == 42 ? NightSeconds : 3_600 / 43).Should().Be(-1);
        TakeUntilFound(20, i => Known(i + 43), _ => TrackSeconds).Should().Be(-1);
    }

    /// <summary>A track a minute and a half is no skipping, and never to rest is seen in it.</summary>
    [TestCase(59, false)]
    [TestCase(61, true)]
    [TestCase(89, true)]
    public void Apply_TracksOfAMinuteAndMore_AreWhole(int seconds, bool isWhole)
    {
        for (var i = 0; i < 30; i++)
        {
            Take(Known(i), seconds);
        }

        (_account.Choices.NeverRests > 4).Should().Be(isWhole);
    }

    /// <summary>One who never comes back and fetches a list for the way is in no hurry: a list is one choice.</summary>
    [TestCase(30)]
    [TestCase(50)]
    public void Apply_ListFetchedAtOnceByOneWhoNeverReturns_SaysNothingOfSlowing(int list)
    {
        TakeUntilFound(80, Tail, i => i % 15 == 14 ? NightSeconds : TrackSeconds);

        for (var i = 0; i < list; i++)
        {
            Take(Tail(80 + i), secondsAfter: 1);
            Find().Should().NotContain(finding => finding.Code == "evidence.never-slows", $"track {i}");
        }

        _account.Choices.NeverReturns.Should().BeGreaterThan(6);
    }

    /// <summary>The same choice at the pace of people: 15 an hour as of a radio, or 22.</summary>
    [TestCase(TrackSeconds)]
    [TestCase(160)]
    public void Apply_OddChoiceAtThePaceOfPeople_SaysNothingOfSlowing(int seconds)
    {
        for (var i = 0; i < 300; i++)
        {
            Take(Tail(i), seconds);
            Find().Should().NotContain(finding => finding.Code == "evidence.never-slows", $"track {i}");
        }
    }

    /// <summary>The busiest measured hour, 43 plays, each evening, by people who choose as people do.</summary>
    [Test]
    public void Apply_BusiestHourOfOneWhoChoosesAsPeopleDo_IsNotFound()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            NewAccount();
            var random = new Random(seed);

            var taken = TakeUntilFound(
                14 * 43, _ => ZipfCatalogue.Rank(random), i => i % 43 == 42 ? NightSeconds : 3_600 / 43);
            taken.Should().Be(-1, $"seed {seed}");
            _account.TakenExcess.Should().BeLessThan(20, $"seed {seed}");
        }
    }

    [Test]
    public void Apply_TestsSwitchedOff_FindNothing()
    {
        TakeUntilFound(100, InOrder, _ => 60);

        Find(new ScoreThresholds { WrongSuspensionEveryAccountDays = 0 }).Should().BeEmpty();
    }

    /// <summary>Tracks taken until a finding suspends; -1 when none does.</summary>
    private int TakeUntilFound(int tracks, Func<int, int> rank, Func<int, int> secondsAfter)
    {
        for (var i = 0; i < tracks; i++)
        {
            Take(rank(i), secondsAfter(i));
            if (Suspending().Length > 0)
            {
                return i + 1;
            }
        }

        return -1;
    }

    private void Take(int rank, int secondsAfter)
    {
        var e = StreamEvent.Batch(StreamEvent.At(_second, "a", Operation.Audio))[0];
        _account.Update(e, 0, [ZipfCatalogue.TrackOf(rank)], 0, Popularity);
        _second += secondsAfter;
    }

    private Finding[] Suspending() => [.. Find().Where(finding => finding.Score >= Suspends)];

    private Finding[] Find(ScoreThresholds? thresholds = null)
    {
        var findings = new Finding[ChoiceTests.MaxFindings];
        var count = ChoiceTests.Apply(_account, thresholds ?? new ScoreThresholds(), findings, 0);
        return findings[..count];
    }

    /// <summary>Down the list, from where it is well known.</summary>
    private static int InOrder(int i) => i + 20;

    /// <summary>Tracks that many take, in no order of popularity.</summary>
    private static int Known(int i) => 20 + (int)(i * 7_919L % 1_000);

    /// <summary>Tracks of a radio: hits, and one in three that few take.</summary>
    private static int WellKnown(int i) => i % 3 == 2 ? 2_000 + (int)(i * 7_919L % 30_000) : (int)(i * 37L % 150);

    /// <summary>Tracks that hardly anybody takes, in no order of popularity.</summary>
    private static int Tail(int i) => 20_000 + (int)(i * 7_919L % 30_000);
}
