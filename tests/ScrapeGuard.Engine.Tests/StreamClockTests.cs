using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

public sealed class StreamClockTests
{
    private const long Second = 1_000_000;
    private const long Year1970 = 0;
    private const long Year2100 = 4_102_444_800 * Second;
    private static readonly long Start = StreamEvent.StartMicros;

    [Test]
    public void NowMicros_BeforeTheFirst_IsTheSmallest() => new StreamClock().NowMicros.Should().Be(long.MinValue);

    [Test]
    public void Admit_OlderThanTheNewest_KeepsTheNewest()
    {
        var clock = new StreamClock();
        clock.Admit(Start).Should().BeTrue();
        clock.Admit(Start - (3_600 * Second)).Should().BeTrue();

        clock.NowMicros.Should().Be(Start);
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Admit_AtTheEndOfThirtyFiveDays_IsTheLastThatCounts(long beyond, bool expected)
    {
        var ahead = Primed();
        ahead.Admit(Start + StreamClock.PlausibleMicros + beyond).Should().Be(expected);
        var behind = Primed();
        behind.Admit(Start - StreamClock.PlausibleMicros - beyond).Should().Be(expected);
    }

    [TestCase(Year1970)]
    [TestCase(Year2100)]
    [TestCase(-1)]
    [TestCase(-62_135_596_800 * Second)]
    public void Admit_BrokenClocksAmongTheOthers_NeverMoveIt(long broken)
    {
        var clock = Primed();
        for (var i = 1; i <= 1_000; i++)
        {
            clock.Admit(Start + (i * Second)).Should().BeTrue();
            for (var k = 1; k < StreamClock.RunToMove; k++)
            {
                clock.Admit(broken).Should().BeFalse();
            }

            clock.NowMicros.Should().Be(Start + (i * Second));
        }
    }

    [TestCase(Year2100)]
    [TestCase(Year1970)]
    public void Admit_ThirtySecondImplausibleInARow_MovesTheStream(long there)
    {
        var clock = Primed();
        for (var i = 1; i < StreamClock.RunToMove; i++)
        {
            clock.Admit(there + i).Should().BeFalse();
        }

        clock.Admit(there + 99).Should().BeTrue();
        clock.NowMicros.Should().Be(there + 99);
        clock.Admit(there).Should().BeTrue();
        clock.Admit(Start).Should().BeFalse();
    }

    [Test]
    public void Admit_TimesBefore1970InARow_NeverMoveTheStream()
    {
        var clock = Primed();
        for (var i = 0; i < 10 * StreamClock.RunToMove; i++)
        {
            clock.Admit(-1 - i).Should().BeFalse();
        }

        clock.NowMicros.Should().Be(Start);
    }

    [TestCase(Year1970)]
    [TestCase(Year2100)]
    public void Prime_BrokenClocksFirst_MeasuresByTheMedian(long broken)
    {
        var clock = new StreamClock();
        clock.Prime([broken, Start + 2, broken, Start, Start + 1]);

        clock.Admit(broken).Should().BeFalse();
        clock.NowMicros.Should().Be(long.MinValue);
        clock.Admit(Start).Should().BeTrue();
        clock.NowMicros.Should().Be(Start);
    }

    [Test]
    public void Prime_OfARunningClock_ChangesNothing()
    {
        var clock = Primed();
        clock.Prime([Year2100]);
        clock.Prime([]);

        clock.Admit(Year2100).Should().BeFalse();
        clock.Admit(Start).Should().BeTrue();
    }

    [Test]
    public void Restore_OfSavedState_GoesOnAlike() => Property.HoldsForSeeds(seed =>
    {
        var clock = new StreamClock();
        foreach (var (i, micros) in Draw(seed).Index())
        {
            var copy = new StreamClock();
            var (now, center, run) = clock.Save();
            copy.Restore(now, center, run);
            copy.Admit(micros).Should().Be(clock.Admit(micros), $"seed {seed}, event {i}");
            copy.Save().Should().Be(clock.Save(), $"seed {seed}, event {i}");
        }
    });

    [Test]
    public void Admit_RandomTimes_AgreesWithTheOracle() => Property.HoldsForSeeds(seed =>
    {
        var clock = new StreamClock();
        var history = new List<(long Micros, bool Admitted)>();
        foreach (var (i, micros) in Draw(seed).Index())
        {
            var expected = Oracle(history, micros);
            clock.Admit(micros).Should().Be(expected, $"seed {seed}, event {i}");
            history.Add((micros, expected));
        }
    });

    /// <summary>
    /// Whether a time counts, read off the whole history: it lies near the newest since the stream last moved, or it is
    /// at least the 32nd in a row that does not.
    /// </summary>
    private static bool Oracle(List<(long Micros, bool Admitted)> history, long micros)
    {
        long? newest = null;
        var refused = 0;
        foreach (var (time, admitted) in history)
        {
            if (!admitted)
            {
                newest ??= time;
                refused++;
                continue;
            }

            var moved = newest is { } center && Math.Abs(time - center) > StreamClock.PlausibleMicros;
            newest = newest is null || moved ? time : Math.Max(newest.Value, time);
            refused = 0;
        }

        if (micros < 0)
        {
            return false;
        }

        return newest is not { } now || Math.Abs(micros - now) <= StreamClock.PlausibleMicros
            || refused + 1 >= StreamClock.RunToMove;
    }

    /// <summary>Times of a world that jumps now and then, with broken clocks in between.</summary>
    private static IEnumerable<long> Draw(int seed)
    {
        var random = new Random(seed);
        var world = Start;
        for (var i = 0; i < 500; i++)
        {
            if (random.Next(50) == 0)
            {
                world = random.Next(3) switch { 0 => Year1970, 1 => Start, _ => Year2100 };
            }

            yield return random.Next(60) switch
            {
                0 => -random.Next(1, 1_000),
                < 3 => Year2100 + random.Next(1_000),
                _ => world + (random.Next(40 * 86_400) * Second),
            };
        }
    }

    private static StreamClock Primed()
    {
        var clock = new StreamClock();
        clock.Admit(Start);
        return clock;
    }
}
