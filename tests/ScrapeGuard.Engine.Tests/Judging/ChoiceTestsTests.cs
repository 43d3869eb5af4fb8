using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Judging;

/// <summary>What one account chooses, through the whole engine under the default policy.</summary>
public sealed class ChoiceTestsTests
{
    private const int TrackSeconds = 240;
    private const double Hour = 3_600;
    private const double Day = 24 * Hour;

    /// <summary>
    /// Weeks of evenings with a break, never the same track twice: a strange person, who is asked to show that.
    /// </summary>
    [Test]
    public void Apply_NeverReturnsAndNothingElse_IsChallengedAndNoMore()
    {
        var events = Enumerable.Range(0, 30).SelectMany(day => Listen(day * 40, 20, day * Day)
            .Concat(Listen((day * 40) + 20, 20, (day * Day) + (2 * Hour))));

        var decisions = Decide(events);

        decisions.Should().NotContain(decision => decision.Verdict == Verdict.Suspend);
        decisions.Where(decision => decision.Verdict == Verdict.Challenge).Should()
            .NotBeEmpty().And.OnlyContain(decision => decision.Reasons[0].Code == "evidence.never-returns");
    }

    /// <summary>The same without a break: 40 whole tracks on end each evening, and nothing looked for.</summary>
    [Test]
    public void Apply_NeverReturnsAndHardlyRests_SuspendsWithLess()
    {
        var events = Enumerable.Range(0, 30).SelectMany(day => Listen(day * 40, 40, day * Day));

        var reason = FirstSuspension(events).Reasons[0];

        reason.Code.Should().Be("evidence.never-returns");
        reason.Expected.Should().Be(10);
    }

    /// <summary>
    /// The same with more each evening than can be heard, though with a look around for one in nine: 60 tracks in two
    /// and a half hours, and none played.
    /// </summary>
    [Test]
    public void Apply_NeverReturnsAndTakesMoreThanIsHeard_Suspends()
    {
        var events = Enumerable.Range(0, 30).SelectMany(day => Enumerable.Range(0, 60).SelectMany(i =>
            Take((day * 60) + i, (day * Day) + (i * 150), plays: false)
                .Concat(i % 9 == 0 ? [StreamEvent.At((day * Day) + (i * 150) - 2, "a", Operation.Browse)] : [])));

        var reason = FirstSuspension(events.Where(e => e.TimeMicros >= StreamEvent.StartMicros)).Reasons[0];

        reason.Code.Should().Be("evidence.never-returns");
        reason.Expected.Should().Be(15);
    }

    /// <summary>The same faster than anybody listens, each with a report of a play: 40 tracks in 40 minutes.</summary>
    [Test]
    public void Apply_NeverReturnsAndTakesFasterThanIsHeard_SuspendsForThePace()
    {
        var events = Enumerable.Range(0, 30).SelectMany(day => Enumerable.Range(0, 40).SelectMany(i =>
            Take((day * 40) + i, (day * Day) + (i * 60), plays: true)));

        FirstSuspension(events).Reasons[0].Code.Should().Be("evidence.never-slows");
    }

    /// <summary>A track after the other round the clock, each with a report of a whole play.</summary>
    [Test]
    public void Apply_RoundTheClockWithEveryPlayReported_SuspendsWithin60Tracks()
    {
        var suspension = FirstSuspension(Listen(0, 500, 0));

        suspension.Reasons[0].Code.Should().Be("evidence.never-rests");
        suspension.Exposure.AudioTracks.Should().BeInRange(49, 56);
    }

    /// <summary>With a search for each ninth track somebody seems to be there; but nobody sleeps.</summary>
    [Test]
    public void Apply_RoundTheClockWithSearches_SuspendsForTheMissingNight()
    {
        var searches = Enumerable.Range(0, 100).Select(i =>
            StreamEvent.At((i * 9 * TrackSeconds) - 2 + TrackSeconds, "a", Operation.Search));

        var suspension = FirstSuspension(Listen(0, 900, 0).Concat(searches));

        suspension.Reasons[0].Code.Should().Be("evidence.never-returns");
        suspension.Exposure.AudioTracks.Should().BeLessThan(800);
    }

    /// <summary>Four hours of new tracks on end, but every twelfth was looked for.</summary>
    [Test]
    public void Apply_LongEveningOfAnExplorer_LeadsToNothing()
    {
        var pages = Enumerable.Range(0, 5).Select(i =>
            StreamEvent.At((i * 12 * TrackSeconds) - 2 + TrackSeconds, "a", Operation.Browse));

        Decide(Listen(0, 60, 0).Concat(pages)).Should().NotContain(d => d.Verdict > Verdict.Observe);
    }

    /// <summary>An evening, without any page: not even worth a look.</summary>
    [Test]
    public void Apply_EveningOfNewTracks_IsNotEvenLookedAt() => Decide(Listen(0, 40, 0)).Should().BeEmpty();

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(5)]
    public void Apply_EntryAfterEntryWithoutReading_SuspendsWithin200(int secondsPerEntry)
    {
        var events = Enumerable.Range(0, 2_000)
            .Select(i => StreamEvent.At(i * secondsPerEntry, "a", Operation.Metadata, TrackOf(i)));

        var suspension = FirstSuspension(events);

        suspension.Reasons[0].Code.Should().Be("evidence.never-reads");
        suspension.Exposure.Tracks.Should().BeLessThan(200);
    }

    private static List<Decision> Decide(IEnumerable<StreamEvent> events) => EngineRun.Decide(
        [.. events.OrderBy(e => e.TimeMicros), StreamEvent.At(40 * Day, "clock", Operation.Other)], Policy.Default);

    private static Decision FirstSuspension(IEnumerable<StreamEvent> events) =>
        Decide(events).First(decision => decision.Verdict == Verdict.Suspend);

    private static IEnumerable<StreamEvent> Listen(int first, int count, double second) =>
        Enumerable.Range(0, count).SelectMany(i => Take(first + i, second + (i * TrackSeconds), plays: true));

    private static IEnumerable<StreamEvent> Take(int track, double second, bool plays)
    {
        yield return StreamEvent.At(second, "a", Operation.Audio, TrackOf(track));
        if (plays)
        {
            yield return StreamEvent.At(second + TrackSeconds - 1, "a", Operation.Play, TrackOf(track)) with
            {
                PlayedMs = (TrackSeconds - 1) * 1_000,
            };
        }
    }

    private static ulong TrackOf(int i)
    {
        var x = ((ulong)i + 1) * 0x9E37_79B9_7F4A_7C15;
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        return x ^ (x >> 27);
    }
}
