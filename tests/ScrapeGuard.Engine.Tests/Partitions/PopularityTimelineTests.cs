using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Tests.Partitions;

public sealed class PopularityTimelineTests
{
    private const long Start = 2_945_376;

    /// <summary>
    /// Whatever the partitions' order, and whoever asks for what, each sketch is that of a plain sum from the start.
    /// </summary>
    [Test]
    public void TryAcquire_RandomClosings_IsThePlainSum() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var partitions = random.Next(1, 5);
        var timeline = new PopularityTimeline(partitions);
        var taken = new SortedDictionary<long, List<PopularityDelta>>();
        var closed = new long[partitions];
        Array.Fill(closed, Start - 1);
        var held = new List<(long Epoch, PopularitySketch Sketch)>();
        for (var step = 0; step < 80; step++)
        {
            var partition = random.Next(partitions);
            var through = closed[partition] + 1 + (random.Next(5) == 0 ? random.Next(1_200) : 0);
            var delta = DeltaOf(random);
            var takenIn = closed[partition] + 1;
            timeline.Close(new EpochClosing(partition, through, step, takenIn, delta)).Should().BeTrue();
            timeline.Close(new EpochClosing(partition, through, step, takenIn, delta)).Should().BeFalse("it is closed");
            closed[partition] = through;
            (taken.TryGetValue(takenIn, out var list) ? list : taken[takenIn] = []).Add(delta);

            var known = closed.Min();
            timeline.KnownThrough.Should().Be(known < Start ? long.MinValue : known);
            timeline.TryAcquire(known + 1).Should().BeNull();
            if (known >= Start && timeline.TryAcquire(known - random.Next(2)) is { } sketch)
            {
                held.Add((0, sketch));
                held[^1] = (EpochOf(sketch, taken, known), sketch);
            }

            while (held.Count > 0 && random.Next(2) == 0)
            {
                timeline.Release(held[0].Sketch);
                held.RemoveAt(0);
            }

            if (random.Next(10) == 0 && held.Count == 0)
            {
                timeline.Forget(known - 2);
            }
        }
    }, runs: 12);

    private static long EpochOf(
        PopularitySketch sketch, SortedDictionary<long, List<PopularityDelta>> taken, long known)
    {
        foreach (var epoch in new[] { known, known - 1 })
        {
            var plain = new PopularitySketch();
            foreach (var (takenIn, deltas) in taken.TakeWhile(pair => pair.Key <= epoch))
            {
                plain.Merge(takenIn, [.. deltas]);
            }

            plain.Merge(epoch, []);
            if (plain.Counts.SequenceEqual(sketch.Counts) && plain.Total == sketch.Total
                && plain.RarityTotal == sketch.RarityTotal)
            {
                return epoch;
            }
        }

        Assert.Fail("the sketch is the sum of no epoch that was asked for");
        return 0;
    }

    private static PopularityDelta DeltaOf(Random random)
    {
        var delta = new PopularityDelta();
        for (var i = random.Next(30); i > 0; i--)
        {
            delta.Add((ulong)random.NextInt64(), rarityBits: random.Next(16));
        }

        return delta;
    }
}
