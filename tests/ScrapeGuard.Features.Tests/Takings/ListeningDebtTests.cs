using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Features.Tests.Takings;

public sealed class ListeningDebtTests
{
    private const long Start = 1_767_600_000_000_000;
    private const long Second = 1_000_000;
    private const int TrackMs = 210_000;

    /// <summary>
    /// A play that there was time for, of half a minute at least, in another hour of the clock than the report before.
    /// </summary>
    [TestCase(3_600, 3_600, TrackMs, true)]
    [TestCase(3_540, 600, TrackMs, true)]
    [TestCase(3_000, 500, TrackMs, false, TestName = "Play_InTheSameHour_IsOfNoOther")]
    [TestCase(3_540, 100, TrackMs, false, TestName = "Play_QuickerThanItCanBeHeard_IsNotHeard")]
    [TestCase(3_600, 3_600, 29_999, false, TestName = "Play_BrokenOff_IsNotHeard")]
    public void Play_OfAnotherHour_IsTold(int first, int later, int playedMs, bool isTold)
    {
        const long hour = 1_767_600_000L / 3_600 * 3_600 * Second;
        var debt = default(ListeningDebt);

        debt.Play(hour + (first * Second), TrackMs).Should().BeTrue("nothing was reported before");
        debt.Play(hour + ((first + later) * Second), playedMs).Should().Be(isTold);
    }

    [TestCase(10, 47)]
    [TestCase(30, 52)]
    [TestCase(60, 62)]
    public void Take_SteadilyWithoutPlays_StandsAt45(int secondsPerTrack, int expected)
    {
        var debt = default(ListeningDebt);
        var taken = 0;
        while (debt.Tracks < 45)
        {
            debt.Take(Start + (taken++ * secondsPerTrack * Second));
        }

        taken.Should().BeCloseTo(expected, 1);
    }

    [Test]
    public void Take_BurstsBetweenPauses_StandsAt45InTheSecond()
    {
        var debt = default(ListeningDebt);
        var taken = 0;
        for (var burst = 0; debt.Tracks < 45 && burst < 9; burst++)
        {
            for (var i = 0; i < 29 && debt.Tracks < 45; i++, taken++)
            {
                debt.Take(Start + (((burst * 5_400L) + i) * Second));
            }
        }

        taken.Should().BeInRange(40, 58);
    }

    /// <summary>
    /// Slower than a download, faster than anybody listens or skips on, and pauses that are long enough to have heard
    /// it all: it is in no report, so the next burst brings it back.
    /// </summary>
    [TestCase(28, 5, 60)]
    [TestCase(28, 5, 90)]
    [TestCase(28, 3, 180)]
    [TestCase(29, 6, 120)]
    [TestCase(20, 12, 60)]
    [TestCase(24, 2, 160)]
    public void Take_SlowBurstsWithoutPlays_StandsAt45Within60(int burst, int seconds, int pauseMinutes)
    {
        var debt = default(ListeningDebt);
        var taken = 0;
        for (var start = Start; debt.Tracks < 45 && taken < 500; start += pauseMinutes * 60 * Second)
        {
            for (var i = 0; i < burst && debt.Tracks < 45; i++, taken++)
            {
                debt.Take(start + (i * seconds * Second));
            }

            start += burst * seconds * Second;
        }

        taken.Should().BeLessThanOrEqualTo(60);
    }

    [Test]
    public void Take_SlowBurstsThatArePlayed_NeverStandHigh()
    {
        var debt = default(ListeningDebt);
        var (time, most) = (Start, 0f);
        for (var burst = 0; burst < 20; burst++)
        {
            for (var i = 0; i < 28; i++, time += 5 * Second)
            {
                debt.Take(time);
                most = Math.Max(most, debt.Tracks);
            }

            for (var i = 0; i < 28; i++, time += 220 * Second)
            {
                debt.Play(time, TrackMs);
            }
        }

        most.Should().BeLessThan(30);
    }

    /// <summary>Skipping on through 5 tracks, now and then, on a player that reports nothing.</summary>
    [Test]
    public void Take_SkippingWithoutReports_IsNoBurst()
    {
        var debt = default(ListeningDebt);
        var (time, most) = (Start, 0f);
        for (var i = 0; i < 2_000; i++)
        {
            debt.Take(time);
            most = Math.Max(most, debt.Tracks);
            time += (i % 10 < 5 ? 10 : 600) * Second;
        }

        most.Should().BeLessThan(12);
    }

    /// <summary>Four albums in an evening, on a player that reports nothing.</summary>
    [Test]
    public void Take_AlbumsThatAreDownloaded_StayBelow45()
    {
        var debt = default(ListeningDebt);
        var most = 0f;
        for (var album = 0; album < 4; album++)
        {
            for (var i = 0; i < 12; i++)
            {
                debt.Take(Start + (((album * 4_000L) + (i * 2)) * Second));
                most = Math.Max(most, debt.Tracks);
            }
        }

        most.Should().BeLessThan(45);
    }

    /// <summary>Forty-five tracks of a playlist, and six hours later as many; nothing is reported.</summary>
    [Test]
    public void Take_TwoDownloadsOfADay_StayBelow45()
    {
        var debt = default(ListeningDebt);
        var most = 0f;
        for (var download = 0; download < 2; download++)
        {
            for (var i = 0; i < 45; i++)
            {
                debt.Take(Start + (((download * 6 * 3_600L) + (i * 4)) * Second));
                most = Math.Max(most, debt.Tracks);
            }
        }

        most.Should().BeLessThan(10);
    }

    [TestCase(100)]
    [TestCase(250)]
    public void Take_DownloadThatIsPlayedLater_StaysBelow45(int tracks)
    {
        var debt = default(ListeningDebt);
        var most = 0f;
        var time = Start;
        for (var download = 0; download < 5; download++)
        {
            for (var i = 0; i < tracks; i++, time += 2 * Second)
            {
                debt.Take(time);
                most = Math.Max(most, debt.Tracks);
            }

            for (var i = 0; i < 60; i++, time += 3_600 * Second)
            {
                debt.Play(time, TrackMs);
            }
        }

        most.Should().BeLessThan(45);
    }

    [Test]
    public void Play_FasterThanItCanBeHeard_TakesOffLittle()
    {
        var (honest, faked) = (default(ListeningDebt), default(ListeningDebt));
        for (var i = 0; i < 60; i++)
        {
            honest.Take(Start + (i * 210 * Second));
            honest.Play(Start + (((i * 210) + 209) * Second), TrackMs);
            faked.Take(Start + (i * 10 * Second));
            faked.Play(Start + (((i * 10) + 1) * Second), TrackMs);
        }

        honest.Tracks.Should().BeLessThanOrEqualTo(1);
        faked.Tracks.Should().BeGreaterThan(50);
    }

    /// <summary>A listener hears each track to its end or skips it: whatever the order, no debt.</summary>
    [Test]
    public void Take_PeopleWhoReport_NeverStandAboveAFewTracks()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var debt = default(ListeningDebt);
            var time = Start;
            for (var i = 0; i < 2_000; i++)
            {
                debt.Take(time);
                var played = random.Next(3) == 0 ? random.Next(3_000, 45_000) : random.Next(120_000, 330_000);
                time += played * 1_000L;
                debt.Play(time, played);
                time += random.Next(10) == 0 ? random.Next(3_600) * Second : Second;
            }

            debt.Tracks.Should().BeLessThanOrEqualTo(2, $"seed {seed}");
        }
    }

    [Test]
    public void Play_WithoutEnd_SavesUpAHundredAtMost()
    {
        var debt = default(ListeningDebt);
        for (var i = 0; i < 5_000; i++)
        {
            debt.Play(Start + (i * 300 * Second), TrackMs);
        }

        debt.Tracks.Should().Be(-100);
    }
}
