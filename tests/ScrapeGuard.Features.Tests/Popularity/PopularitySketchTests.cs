using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Popularity;

public sealed class PopularitySketchTests
{
    private const int HalfLife = 1_008;
    private const long Epoch = 2_945_376 / HalfLife * HalfLife;

    /// <summary>Decayed counts by the definition, one a track, halved with the sketch's own rounding down.</summary>
    [Test]
    public void Merge_RandomEpochs_CountsNeverTooSmallAndRarelyTooLarge()
    {
        const int seed = 11;
        var random = new Random(seed);
        var tracks = Catalogue.Random(40_000, seed);
        var sketch = new PopularitySketch();
        var exact = new Dictionary<ulong, ulong>();
        var before = Epoch;
        foreach (var epoch in new[] { 0, 1, 500, 1_007, 1_008, 1_500, 3_100 })
        {
            var delta = new PopularityDelta();
            var takings = new ulong[random.Next(2) == 0 ? 60_000 : 70_000];
            foreach (ref var taking in takings.AsSpan())
            {
                taking = tracks[random.Next(1 + random.Next(tracks.Length))];
                delta.Add(taking, rarityBits: 1);
            }

            var halvings = (int)(((Epoch + epoch) / HalfLife) - (before / HalfLife));
            before = Epoch + epoch;
            exact = exact.ToDictionary(p => p.Key, p => p.Value >> halvings);
            foreach (var track in takings)
            {
                exact[track] = exact.GetValueOrDefault(track) + WeightOf(epoch);
            }

            sketch.Merge(before, [delta]);
        }

        var tooLarge = 0;
        foreach (var (track, count) in exact)
        {
            var estimate = CountOf(sketch, track);
            estimate.Should().BeGreaterThanOrEqualTo(count);
            tooLarge += estimate - count > 2 * Math.E / 65_536 * sketch.Total ? 1 : 0;
        }

        (tooLarge / (double)exact.Count).Should().BeLessThanOrEqualTo(Math.Exp(-2), "seed {0}", seed);
    }

    [Test]
    public void Merge_AnySplitAndOrder_GivesSameState() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var one = new PopularitySketch();
        var other = new PopularitySketch();
        for (var epoch = Epoch; epoch < Epoch + 3_000; epoch += 700)
        {
            var takings = Catalogue.Random(500, random.Next());
            one.Merge(epoch, Split(takings, 1, random));
            random.Shuffle(takings);
            other.Merge(epoch, Split(takings, 1 + random.Next(7), random));
        }

        other.Counts.SequenceEqual(one.Counts).Should().BeTrue();
        (other.Total, other.RarityTotal, other.Halvings).Should().Be((one.Total, one.RarityTotal, one.Halvings));
    }, runs: 10);

    [Test]
    public void Merge_EmptyEpochsLater_HalvesByWeek()
    {
        var sketch = new PopularitySketch();
        sketch.Merge(Epoch, [DeltaOf(7, 100)]);
        sketch.Total.Should().Be(25_600);
        sketch.Merge(Epoch + HalfLife - 1, []);
        sketch.Total.Should().Be(25_600);
        sketch.Merge(Epoch + HalfLife, []);
        (sketch.Total, CountOf(sketch, 7)).Should().Be((12_800UL, 12_800UL));
        sketch.Merge(Epoch + (200 * HalfLife), []);
        (sketch.Total, CountOf(sketch, 7)).Should().Be((0UL, 0UL));
    }

    /// <summary>
    /// The C runtime's power may be off by its last bit: no weight is so near a half that this could matter.
    /// </summary>
    [Test]
    public void Weight_EveryEpochOfTheWeek_IsFarFromRoundingEdge()
    {
        for (var place = 0; place < HalfLife; place++)
        {
            var weight = 256 * Math.Pow(2, place / (double)HalfLife);
            Math.Abs(weight - Math.Floor(weight) - 0.5).Should().BeGreaterThan(1e-9, "place {0}", place);
        }
    }

    [Test]
    public void RarityOf_CommonAndUnseen_IsBoundedByZeroAndTotal()
    {
        var sketch = new PopularitySketch();
        sketch.RarityOf(7).Should().Be(0);
        sketch.MeanRarity.Should().Be(0);
        sketch.Merge(Epoch, [DeltaOf(7, 1_000), DeltaOf(9UL << 20 | 8, 1)]);
        sketch.RarityOf(7).Should().BeInRange(0, 0.1f);
        var once = sketch.RarityOf(9UL << 20 | 8);
        var never = sketch.RarityOf(0x123456789ABCDEF);
        once.Should().BeApproximately((float)Math.Log2(1_001 / 2.0), 0.1f);
        never.Should().BeApproximately((float)Math.Log2(1_002), 0.1f).And.BeGreaterThan(once);
    }

    [Test]
    public void MeanRarity_SecondEpoch_IsWeightedMeanAtTaking()
    {
        var sketch = new PopularitySketch();
        sketch.Merge(Epoch, [DeltaOf(7, 900), DeltaOf(9UL << 30 | 8, 100)]);
        var (common, rare) = (sketch.RarityOf(7), sketch.RarityOf(9UL << 30 | 8));
        sketch.Merge(Epoch, [DeltaOf(7, 30, common), DeltaOf(9UL << 30 | 8, 70, rare)]);

        // The first epoch's 1,000 takings had no rarity yet; sixteenths of a bit are rounded down.
        var expected = (common * 30) + (rare * 70);
        sketch.MeanRarity.Should().BeInRange((expected - (100 / 16f)) / 1_100, expected / 1_100);
    }

    private static PopularityDelta[] Split(ulong[] takings, int parts, Random random)
    {
        var deltas = Enumerable.Range(0, parts).Select(_ => new PopularityDelta()).ToArray();
        Array.ForEach(takings, t => deltas[random.Next(parts)].Add(t, rarityBits: t % 16));
        return deltas;
    }

    private static PopularityDelta DeltaOf(ulong track, int takings, float rarityBits = 0)
    {
        var delta = new PopularityDelta();
        for (var i = 0; i < takings; i++)
        {
            delta.Add(track, rarityBits);
        }

        return delta;
    }

    private static ulong WeightOf(int epoch) =>
        (ulong)Math.Round(256 * Math.Pow(2, epoch % HalfLife / (double)HalfLife));

    private static ulong CountOf(PopularitySketch sketch, ulong track) =>
        Math.Min(sketch.Counts[(int)(track & 0xFFFF)], sketch.Counts[65_536 + (int)((track >> 24) & 0xFFFF)]);
}
