using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Features.Tests.Takings;

/// <summary>New audio ahead of the fastest listening, whatever is reported as played.</summary>
public sealed class TakenExcessTests
{
    private const long Start = 1_767_600_000_000_000;
    private const long Second = 1_000_000;
    private const long Millisecond = 1_000;
    private const int DefaultBound = 30;

    /// <summary>24 an hour, from the last track on, and never below nothing.</summary>
    [TestCase(0, 10f)]
    [TestCase(150, 9f)]
    [TestCase(900, 4f)]
    [TestCase(1_500, 0f)]
    [TestCase(86_400, 0f)]
    public void Taken_AfterTenTracks_DrainsByTheHour(int laterSeconds, float expected)
    {
        var debt = default(ListeningDebt);
        for (var i = 0; i < 10; i++)
        {
            // 150 seconds a track, in which one drains: all but the last of these are gone.
            debt.Take(Start + (i * 150 * Second));
        }

        debt.Taken.Should().BeApproximately(1, 1e-4f, "a track each 150 seconds is the fastest listening");
        var last = Start + (9 * 150 * Second);
        for (var i = 1; i < 10; i++)
        {
            debt.Take(last + (i * 10 * Second));
        }

        debt.Taken.Should().BeApproximately(10 - (9 * 10 / 150f), 1e-3f);
        var later = last + ((90 + laterSeconds) * Second);
        var left = debt.TakenAt(later);
        debt.Play(later, playedMs: 1);
        debt.Taken.Should().BeApproximately(Math.Max(0, expected - (expected > 0 ? 0.6f : 0)), 1e-3f);
        left.Should().Be(debt.Taken, "it drains whether something is counted or not");
    }

    [TestCase(0, 0.55f)]
    [TestCase(4_999, 0.55f)]
    [TestCase(5_000, 0.65f)]
    [TestCase(9_999, 0.65f)]
    [TestCase(10_000, 1f)]
    [TestCase(19_000, 1f)]
    [TestCase(3_600_000, 1f)]
    public void Taken_TrackAfterAGap_CountsLessWithinADownload(int gapMillis, float weight)
    {
        var debt = default(ListeningDebt);
        debt.Take(Start);
        debt.Take(Start + (gapMillis * 1_000L));

        debt.Taken.Should().BeApproximately(Math.Max(0, 1 - (gapMillis / 150_000f)) + weight, 1e-3f);
    }

    /// <summary>A report costs nothing: whatever plays are told, and when, the tracks taken are the same.</summary>
    [Test]
    public void Play_AnyReports_ChangeNothingOfTaken() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var (silent, faked) = (default(ListeningDebt), default(ListeningDebt));
        var time = Start;
        for (var i = 0; i < 300; i++)
        {
            time += Gap(random);
            if (random.Next(2) == 0)
            {
                faked.Play(time, random.Next(1, 400_000));
                time += random.Next(2) * Second;
            }

            silent.Take(time);
            faked.Take(time);
            faked.Taken.Should().BeApproximately(silent.Taken, 1e-2f, $"seed {seed}, track {i}");
        }
    });

    /// <summary>
    /// The oracle knows no bucket: what is ahead at the end is the most by which the tracks since any one of them are
    /// ahead of the time since that one.
    /// </summary>
    [Test]
    public void Take_TracksAtAnyPace_AreAheadAsAnOracleSays() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var debt = default(ListeningDebt);
        var taken = new List<(long Time, double Weight)>();
        for (var (i, time, last) = (0, Start, 0L); i < 300; i++, time += Gap(random))
        {
            if (random.Next(5) == 0)
            {
                debt.Pass(time);
            }
            else
            {
                debt.Take(time);
                taken.Add((time, time - last < 5 * Second ? 0.55 : time - last < 10 * Second ? 0.65 : 1));
            }

            last = time;
        }

        var end = taken[^1].Time;
        var expected = Enumerable.Range(0, taken.Count).Max(first =>
            taken.Skip(first).Sum(track => track.Weight) - ((end - taken[first].Time) * 24 / 3_600e6));
        debt.Taken.Should().BeApproximately((float)expected, 0.02f, $"seed {seed}");
    });

    /// <summary>The busiest hour measured amid the busiest day measured, each play of another track.</summary>
    [Test]
    public void Take_BusiestHourAndDayMeasured_StayBelowTheDefaultBound()
    {
        var debt = default(ListeningDebt);
        var most = 0f;
        for (var day = 0; day < 7; day++)
        {
            // 43 in one hour, and 324 in 14 others, without a pause between them.
            var time = Start + (day * 86_400 * Second);
            for (var i = 0; i < 367; i++)
            {
                debt.Take(time);
                most = Math.Max(most, debt.Taken);
                time += i is >= 162 and < 205 ? 3_600 * Second / 43 : 14 * 3_600 * Second / 324;
            }
        }

        most.Should().BeInRange(15, DefaultBound - 5);
    }

    /// <summary>60 tracks are over the bound as a download, and a track each half minute or minute soon.</summary>
    [TestCase(1, 55)]
    [TestCase(4, 58)]
    [TestCase(5, 49)]
    [TestCase(9, 51)]
    [TestCase(10, 32)]
    [TestCase(30, 38)]
    [TestCase(60, 50)]
    public void Take_SteadilyWithEachPlayFaked_StandsAt30Within60(int secondsPerTrack, int expected)
    {
        var debt = default(ListeningDebt);
        var taken = 0;
        while (debt.Taken < DefaultBound && taken < 1_000)
        {
            debt.Take(Start + (taken * secondsPerTrack * Second));
            debt.Play(Start + (taken++ * secondsPerTrack * Second), playedMs: 5_000);
        }

        taken.Should().BeCloseTo(expected, 1).And.BeLessThan(60);
    }

    /// <summary>
    /// Who is known to listen may fill a phone with a hundred tracks at once; not what a program took again in
    /// the middle of it, and not again before most of it is forgotten.
    /// </summary>
    [TestCase(1, true, 109)]
    [TestCase(7, true, 106)]
    [TestCase(1, false, 55)]
    public void Take_DownloadOfAListener_StandsAt30At100(int secondsPerTrack, bool listens, int expected)
    {
        var debt = default(ListeningDebt);
        var taken = 0;
        while (debt.Taken < DefaultBound && taken < 1_000)
        {
            // The first tells nothing yet of how quickly the next will come.
            debt.Take(Start + (taken * secondsPerTrack * Second), listens || taken > 2);
            taken++;
        }

        taken.Should().BeCloseTo(expected, 1);
        debt.Tracks.Should().BeLessThan(45);
        var (again, hour) = (0, Start + (3_600 * Second));
        while (debt.TakenAt(hour) >= 1)
        {
            hour += 3_600 * Second;
        }

        while (debt.Taken < DefaultBound && again < 1_000)
        {
            debt.Take(hour + (again++ * secondsPerTrack * Second), listens);
        }

        again.Should().BeLessThan(60, "two hours later it counts in full");
    }

    /// <summary>As many at once as a platform hands out keys for, twice a day.</summary>
    [Test]
    public void Take_DownloadsOf30HoursApart_StayFarBelow()
    {
        var debt = default(ListeningDebt);
        var most = 0f;
        for (var download = 0; download < 20; download++)
        {
            for (var i = 0; i < 30; i++)
            {
                debt.Take(Start + (((download * 43_200) + i) * Second));
                most = Math.Max(most, debt.Taken);
            }
        }

        most.Should().BeApproximately((30 * 0.55f) + 0.45f - (29 / 150f), 0.01f, "half of the default bound of 30");
    }

    /// <summary>Whole milliseconds: a state keeps no finer time of the track before.</summary>
    private static long Gap(Random random) => Millisecond * random.Next(10) switch
    {
        0 => random.NextInt64(3_600_000),
        < 4 => random.NextInt64(7_000),
        _ => random.NextInt64(200_000),
    };
}
