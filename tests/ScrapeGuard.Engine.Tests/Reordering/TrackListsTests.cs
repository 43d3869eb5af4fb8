using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Reordering;

namespace ScrapeGuard.Engine.Tests.Reordering;

public sealed class TrackListsTests
{
    [Test]
    public void AddRemove_RandomOperations_AgreeWithADictionary() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var lists = new TrackLists();
        var oracle = new Dictionary<int, ulong[]>();
        for (var i = 0; i < 500; i++)
        {
            if (oracle.Count > 0 && random.Next(5) < 2)
            {
                var gone = oracle.Keys.ElementAt(random.Next(oracle.Count));
                lists.Remove(gone);
                oracle.Remove(gone);
            }
            else
            {
                var tracks = Tracks(random, random.Next(3) == 0 ? random.Next(EventLimits.MaxTracks + 1) : 65);
                var number = lists.Add(tracks);
                number.Should().BePositive($"seed {seed}: 0 stands for no list");
                oracle.TryAdd(number, tracks).Should().BeTrue($"seed {seed}: {number} is in use");
            }

            foreach (var (number, tracks) in oracle)
            {
                lists.Get(number, tracks.Length).ToArray().Should().Equal(tracks, $"seed {seed}, step {i}");
            }
        }
    }, runs: 15);

    [TestCase(3)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(EventLimits.MaxTracks)]
    public void Add_AfterRemoval_UsesTheRoomAgain(int count)
    {
        var lists = new TrackLists();
        lists.Remove(lists.Add(new ulong[count]));
        var bytes = lists.Bytes;

        for (var i = 0; i < 100; i++)
        {
            lists.Remove(lists.Add(new ulong[count]));
        }

        lists.Bytes.Should().Be(bytes).And.BeGreaterThanOrEqualTo(count * sizeof(ulong));
    }

    private static ulong[] Tracks(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64())];
}
