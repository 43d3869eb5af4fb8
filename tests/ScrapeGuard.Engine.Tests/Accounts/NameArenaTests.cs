using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine.Tests.Accounts;

public sealed class NameArenaTests
{
    [Test]
    public void AddRemove_RandomNames_AgreeWithADictionary() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var arena = new NameArena();
        var oracle = new Dictionary<NamePlace, byte[]>();
        for (var i = 0; i < 1_000; i++)
        {
            if (oracle.Count > 0 && random.Next(5) < 2)
            {
                var gone = oracle.Keys.ElementAt(random.Next(oracle.Count));
                arena.Remove(gone);
                oracle.Remove(gone);
            }
            else
            {
                var name = new byte[random.Next(1, EventLimits.MaxAccountBytes + 1)];
                random.NextBytes(name);
                oracle.TryAdd(arena.Add(name), name).Should().BeTrue($"seed {seed}, step {i}: the place was free");
            }
        }

        foreach (var (place, name) in oracle)
        {
            arena.Get(place).ToArray().Should().Equal(name, $"seed {seed}");
        }
    }, runs: 30);

    [Test]
    public void Add_OverManyChunks_KeepsEveryName()
    {
        var arena = new NameArena();
        var names = Enumerable.Range(0, 60_000).Select(i => $"{i}-{new string('x', i % 120)}").ToArray();
        var places = names.Select(name => arena.Add(Encoding.UTF8.GetBytes(name))).ToArray();

        arena.Bytes.Should().BeGreaterThan(3 << 20, "the names must not fit one chunk of 1 MiB");
        places.Select(place => Encoding.UTF8.GetString(arena.Get(place))).Should().Equal(names);
    }

    [Test]
    public void Add_AfterRemovalOfAll_TakesNoMoreRoom()
    {
        var arena = new NameArena();
        for (var round = 0; round < 50; round++)
        {
            var places = Enumerable.Range(0, 10_000).Select(i => arena.Add(new byte[1 + (i % 128)])).ToArray();
            foreach (var place in places)
            {
                arena.Remove(place);
            }
        }

        arena.Bytes.Should().Be(1 << 20);
    }
}
