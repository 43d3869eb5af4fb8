using System.Runtime.CompilerServices;
using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Features.Tests.Takings;

public sealed class RecentTracksTests
{
    private const int Seeds = 200;

    [Test]
    public void SizeOf_Memories_StayWithinTheBudget()
    {
        Unsafe.SizeOf<RecentTracks>().Should().Be(196);
        Unsafe.SizeOf<ReturnedTracks>().Should().Be(36);
        Unsafe.SizeOf<TakingHistory>().Should().Be(332);
    }

    /// <summary>The oracle is the list of the last distinct tracks.</summary>
    [Test]
    public void See_OneOfTheLast64_IsAlwaysKnown()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var recent = default(RecentTracks);
            var last = new List<ulong>();
            for (var i = 0; i < 1_000; i++)
            {
                var track = random.Next(3) == 0 && last.Count > 0
                    ? last[random.Next(last.Count)]
                    : (ulong)random.NextInt64();
                var isKnown = recent.See(track);
                if (last.Contains(track))
                {
                    isKnown.Should().BeTrue($"seed {seed}, track {i}");
                }
                else if (!isKnown)
                {
                    last.Add(track);
                }

                if (last.Count > RecentTracks.Generation)
                {
                    last.RemoveAt(0);
                }
            }
        }
    }

    [Test]
    public void RemembersAll_UpToTwoGenerations_HoldsAndNothingIsForgotten()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var recent = default(RecentTracks);
            var taken = new List<ulong>();
            while (recent.RemembersAll)
            {
                var track = (ulong)random.NextInt64();
                taken.AddRange(recent.See(track) ? [] : [track]);
                if (recent.RemembersAll)
                {
                    taken.Should().OnlyContain(known => recent.Knows(known), $"seed {seed}");
                }
            }

            taken.Should().HaveCount((2 * RecentTracks.Generation) + 1, $"seed {seed}");
        }
    }

    [Test]
    public void See_NewTracks_AreRarelyCalledKnown()
    {
        var (known, seen) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var recent = default(RecentTracks);
            for (var i = 0; i < 500; i++, seen++)
            {
                known += recent.See((ulong)random.NextInt64(long.MinValue, long.MaxValue)) ? 1 : 0;
            }
        }

        // Two filters, one of them full, the other on average half as full: 0.37 % and a tenth of that.
        (known / (double)seen).Should().BeInRange(0.001, 0.0075);
    }

    [Test]
    public void Knows_AnyTrack_SaysWhatSeeSaysAndChangesNothing()
    {
        var random = new Random(5);
        var recent = default(RecentTracks);
        for (var i = 0; i < 2_000; i++)
        {
            var track = (ulong)random.Next(300) * 0x9E37_79B9_7F4A_7C15;
            var knows = recent.Knows(track);
            recent.Knows(track).Should().Be(knows);
            recent.See(track).Should().Be(knows, $"track {i}");
        }
    }

    [Test]
    public void Returned_Tracks_AreNewOnceUntilItIsFull()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var returned = default(ReturnedTracks);
            var first = 0;
            for (var i = 0; i < 40; i++)
            {
                var track = (ulong)random.NextInt64();
                first += returned.See(track) ? 1 : 0;
                returned.See(track).Should().BeFalse($"seed {seed}, track {i}");
            }

            first.Should().BeGreaterThan(32, $"seed {seed}: 1.4 of 40 collide on average");
        }
    }
}
