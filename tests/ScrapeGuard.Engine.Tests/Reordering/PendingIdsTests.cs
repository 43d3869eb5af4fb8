using ScrapeGuard.Engine.Reordering;

namespace ScrapeGuard.Engine.Tests.Reordering;

public sealed class PendingIdsTests
{
    [Test]
    public void AddRemove_RandomOperations_AgreeWithASet() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var ids = new PendingIds();
        var oracle = new HashSet<ulong>();

        // Few homes: long runs of neighbours, over the end of the table too.
        var homes = random.Next(1, 5);
        for (var i = 0; i < 4_000; i++)
        {
            if (oracle.Count > 0 && random.Next(5) < 2)
            {
                var gone = oracle.ElementAt(random.Next(oracle.Count));
                ids.Remove(gone);
                oracle.Remove(gone);
                continue;
            }

            var home = (ulong)(1_024 - random.Next(homes));
            var key = (home << 32) + (ulong)random.Next(1, 2_000);
            ids.Add(key).Should().Be(oracle.Add(key), $"seed {seed}, step {i}");
        }

        foreach (var key in oracle)
        {
            ids.Add(key).Should().BeFalse($"seed {seed}: it is there already");
        }
    });

    [Test]
    public void Add_ManyTimesTheFirstRoom_KeepsAll()
    {
        var random = new Random(7);
        var ids = new PendingIds();
        var keys = Enumerable.Range(0, 100_000).Select(_ => (ulong)random.NextInt64(1, long.MaxValue)).ToHashSet();
        keys.Should().OnlyContain(key => ids.Add(key));
        keys.Should().OnlyContain(key => !ids.Add(key));

        foreach (var key in keys)
        {
            ids.Remove(key);
        }

        keys.Should().OnlyContain(key => ids.Add(key));
    }
}
