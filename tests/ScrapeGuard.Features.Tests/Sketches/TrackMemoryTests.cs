using System.Runtime.CompilerServices;
using ScrapeGuard.Features.Sketches;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Sketches;

public sealed class TrackMemoryTests
{
    private const uint Start = (uint)(RandomStream.Start / 16);
    private const int HourUnits = 225;
    private const int DayUnits = 5_400;
    private const int Week = 604_800;

    [Test]
    public void SizeOf_Memory_Is136() => Unsafe.SizeOf<TrackMemory>().Should().Be(136);

    [Test]
    public void See_FewTracks_AgreesWithDictionary() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var catalogue = Catalogue.WithoutCollisions(TrackMemory.Capacity, seed);
        var memory = default(TrackMemory);
        var last = new Dictionary<ulong, uint>();
        var unit = Start;
        for (var i = 0; i < 400; i++)
        {
            unit += (uint)(random.Next(6) == 0 ? random.Next(DayUnits) : random.Next(3));
            var track = catalogue[random.Next(catalogue.Length)];
            var age = memory.See(track, unit);
            var exact = last.TryGetValue(track, out var before) ? (int)(unit - before) : int.MaxValue;
            if (exact <= TrackMemory.WeekUnits)
            {
                age.Should().Be(exact);
            }
            else
            {
                (age == Sight.New || age == exact).Should().BeTrue("{0} is over 7 days", age);
            }

            last[track] = unit;
            foreach (var seconds in new[] { 60, 600, 3_600, 86_400, Week })
            {
                memory.CountDistinct(seconds).Should().Be(last.Values.Count(u => unit - u <= seconds / 16));
            }
        }
    });

    [TestCase(0u, true)]
    [TestCase(225u, true)]
    [TestCase(37_800u, true)]
    [TestCase(37_801u, false)]
    [TestCase(59_400u, false)]
    [TestCase(65_340u, false)]
    [TestCase(65_536u, false)]
    [TestCase(65_537u, false)]
    [TestCase(540_000u, false)]
    public void Advance_Gap_NeverMakesOldTracksYoung(uint gap, bool isRemembered)
    {
        var memory = default(TrackMemory);
        memory.See(Catalogue.OfLevel(0, 7), Start);
        memory.Advance(Start + gap);
        memory.CountDistinct(Week).Should().Be(isRemembered ? 1 : 0);
        memory.CountDistinct(60).Should().Be(gap == 0 ? 1 : 0);
        memory.See(Catalogue.OfLevel(0, 7), Start + gap).Should().Be(isRemembered ? (int)gap : Sight.New);
        memory.RemembersAll.Should().Be(isRemembered);
    }

    /// <summary>A track of a week ago, then steps so small that each alone crosses no block.</summary>
    [Test]
    public void See_ManySmallSteps_ForgetsAfterAWeek()
    {
        var memory = default(TrackMemory);
        memory.See(Catalogue.OfLevel(0, 7), Start);
        for (var unit = Start; unit < Start + 200_000; unit += 50)
        {
            memory.See(Catalogue.OfLevel(0, 8), unit);
            memory.CountDistinct(Week).Should().Be(unit - Start <= TrackMemory.WeekUnits ? 2 : 1);
        }
    }

    [Test]
    public void Advance_QuietWeeks_LowersLevelsToExact()
    {
        var memory = default(TrackMemory);
        Array.ForEach(Catalogue.Random(5_000, seed: 5), t => memory.See(t, Start));
        memory.LongLevel.Should().BeInRange(6, 10);
        for (var day = 1u; day <= 30; day++)
        {
            memory.See(Catalogue.OfLevel(0, day), Start + (day * DayUnits));
        }

        memory.LongLevel.Should().Be(0);
        memory.ShortLevel.Should().Be(0);
        memory.CountDistinct(Week).Should().Be(8);
    }

    /// <summary>Few tracks of a sample that a flood filled: what the flood hides must not come out as new or repeated.</summary>
    [Test]
    public void See_AfterFallingLevels_CallsNoRepeatNew()
    {
        var falseNews = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var memory = default(TrackMemory);
            var tracks = Catalogue.WithoutCollisions(600, seed);
            Array.ForEach(tracks, t => memory.See(t, Start));
            for (var step = 1u; step <= 9; step++)
            {
                memory.See(tracks[step], Start + (step * 4_096));
            }

            falseNews += tracks[20..].Count(t => memory.See(t, Start + 37_000) == Sight.New);
        }

        falseNews.Should().Be(0);
    }

    [Test]
    public void Advance_HourPassesAfterFlood_CountsNewHourExactly()
    {
        var memory = default(TrackMemory);
        Array.ForEach(Catalogue.Random(3_000, seed: 2), t => memory.See(t, Start));
        var later = Start + HourUnits + 1;
        Array.ForEach(Catalogue.WithoutCollisions(12, seed: 9), t => memory.See(t, later));
        memory.CountDistinct(3_600).Should().Be(12);
    }

    [TestCase(15)]
    [TestCase(0)]
    public void See_TracksOfOneLevelOnly_EndsAndKeepsBounds(int level)
    {
        var memory = default(TrackMemory);
        for (var i = 0; i < 20_000; i++)
        {
            memory.See(Catalogue.OfLevel(level, (uint)(i & 0xFFF)), Start + (uint)(i / 5_000));
            memory.Used.Should().BeInRange(0, TrackMemory.Capacity);
        }

        // 32 places of level 15 are all that it can say: over a million.
        memory.CountDistinct(Week).Should().BeInRange(0, 32 << 15);
        memory.CountDistinct(Week).Should().Be(level == 15 ? 32 << 15 : 0);
    }

    /// <summary>Tracks of one tag count as one: a hostile taker can hide few tracks from the memory, not from the windows.</summary>
    [Test]
    public void See_SameTag_CountsAsOne()
    {
        var memory = default(TrackMemory);
        for (var i = 0UL; i < 1_000; i++)
        {
            memory.See((1UL << 63) | (i << 20) | 5, Start).Should().Be(i == 0 ? Sight.New : 0);
        }

        memory.CountDistinct(60).Should().Be(1);
    }
}
