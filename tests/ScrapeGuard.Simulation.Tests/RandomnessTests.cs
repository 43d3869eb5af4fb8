using System.Text;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;
using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Simulation.Tests;

public sealed class RandomnessTests
{
    [Test]
    public void Next_SeedZero_IsThePublishedSplitMix64()
    {
        var dice = new Chance(0);

        // First outputs of the reference implementation (Vigna, splitmix64.c) for seed 0.
        dice.Next().Should().Be(0xE220A8397B1DCDAF);
        dice.Next().Should().Be(0x6E789E6AA1B965F4);
        dice.Next().Should().Be(0x06C45D188009454F);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(1_000)]
    [TestCase(65_537)]
    public void At_AllIndices_IsABijection(int count)
    {
        var order = new Permutation(count, 42);

        Enumerable.Range(0, count).Select(order.At).Order().Should().Equal(Enumerable.Range(0, count));
    }

    [Test]
    public void Add_RandomTracks_CountsAsAHashSetDoes()
    {
        var dice = new Chance(7);
        var set = new DistinctTracks();
        var tracks = new HashSet<int>();
        var audio = new HashSet<int>();
        for (var step = 0; step < 20_000; step++)
        {
            var track = dice.Below(5_000);
            var heard = dice.Happens(0.2);
            set.Add(track, heard);
            tracks.Add(track);
            if (heard)
            {
                audio.Add(track);
            }
        }

        set.Count.Should().Be(tracks.Count);
        set.AudioCount.Should().Be(audio.Count);
    }

    [Test]
    public void Track_AllOfACatalogue_HaveDifferentNames()
    {
        var names = new HashSet<string>();
        var buffer = new byte[16];
        for (var track = 0; track < 300_000; track++)
        {
            var line = new LineCursor(buffer);
            CatalogueNames.Track(ref line, track);
            names.Add(Encoding.ASCII.GetString(buffer, 0, line.Length));
        }

        names.Should().HaveCount(300_000);
    }

    [Test]
    public void PopularFirst_Order_HoldsEveryTrackOnce() => new TrackCatalogue(10_007, 3).PopularFirst().Order()
        .Should().Equal(Enumerable.Range(0, 10_007));
}
