using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Popularity;

public sealed class PopularityDeltaTests
{
    private const long Epoch = 2_945_376;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1_000)]
    [TestCase(PopularityDelta.MaxListed - 1)]
    [TestCase(PopularityDelta.MaxListed)]
    [TestCase(PopularityDelta.MaxListed + 1)]
    [TestCase(200_000)]
    public void ToBytes_ReadBack_AddsTheSame(int takings)
    {
        var delta = DeltaOf(Catalogue.Random(takings, seed: 3));
        var copy = new PopularityDelta();
        copy.TryAdd(delta.ToBytes()).Should().BeTrue();

        copy.Takings.Should().Be(takings);
        copy.Rarity.Should().Be(delta.Rarity);
        StateOf(copy).Should().Equal(StateOf(delta));
        delta.ToBytes().Length.Should().BeLessThanOrEqualTo(PopularityDelta.MaxBytes);
    }

    [Test]
    public void Add_AnyParts_IsTheWhole() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var takings = Catalogue.Random(random.Next(200_000), seed);
        var cut = random.Next(takings.Length + 1);
        var sum = DeltaOf(takings[..cut]);
        sum.Add(DeltaOf(takings[cut..]));

        var whole = DeltaOf(takings);
        StateOf(sum).Should().Equal(StateOf(whole));
        (sum.Takings, sum.Rarity).Should().Be((whole.Takings, whole.Rarity));
    }, runs: 10);

    [Test]
    public void Clear_CountedDelta_IsAsNew()
    {
        var delta = DeltaOf(Catalogue.Random(100_000, seed: 4));
        delta.Clear();
        Array.ForEach(Catalogue.Random(10, seed: 5), t => delta.Add(t, rarityBits: 2));

        StateOf(delta).Should().Equal(StateOf(DeltaOf(Catalogue.Random(10, seed: 5))));
    }

    [Test]
    public void TryAdd_Damaged_IsRefusedAndAddsNothing() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var bytes = DeltaOf(Catalogue.Random(50, seed)).ToBytes();
        var damaged = random.Next(3) switch
        {
            0 => bytes[..random.Next(bytes.Length)],
            1 => [.. bytes, .. new byte[1 + random.Next(9)]],
            _ => [(byte)random.Next(1, 256), .. bytes[1..]],
        };
        var delta = new PopularityDelta();

        delta.TryAdd(damaged).Should().BeFalse();
        (delta.Takings, delta.Rarity).Should().Be((0L, 0UL));
    });

    private static PopularityDelta DeltaOf(ulong[] takings)
    {
        var delta = new PopularityDelta();
        Array.ForEach(takings, t => delta.Add(t, rarityBits: 2));
        return delta;
    }

    private static ulong[] StateOf(PopularityDelta delta)
    {
        var sketch = new PopularitySketch();
        sketch.Merge(Epoch, [delta]);
        return [.. sketch.Counts, sketch.Total, sketch.RarityTotal];
    }
}
