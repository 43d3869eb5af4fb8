using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine.Tests.Accounts;

public sealed class AccountTableTests
{
    [Test]
    public void AddRemove_RandomOperations_AgreeWithADictionary() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var table = new AccountTable();
        var oracle = new Dictionary<AccountKey, uint>();

        // Few homes, near the table's end: runs of neighbours that wrap around.
        var homes = random.Next(1, 200);
        for (var i = 0; i < 3_000; i++)
        {
            // Keys that share their home only, the 32 bits of the index, or all 64 of the lower half.
            var home = 4_096UL - (ulong)random.Next(1, homes + 1);
            var low = home | ((ulong)random.Next(20) << 12) | ((ulong)random.Next(1, 3) << 32);
            var key = new AccountKey((ulong)random.Next(3), low);
            var place = table.Find(key);
            (place >= 0).Should().Be(oracle.ContainsKey(key), $"seed {seed}, step {i}");
            if (place < 0)
            {
                table[table.Add(key, NameOf(key))].Events = (uint)i;
                oracle[key] = (uint)i;
            }
            else if (random.Next(2) == 0)
            {
                table.Remove(place);
                oracle.Remove(key);
            }
        }

        CheckAll(table, oracle, $"seed {seed}");
    }, runs: 30);

    [Test]
    public void Add_ManyTimesTheFirstRoom_FindsAll()
    {
        var random = new Random(11);
        var table = new AccountTable();
        var oracle = new Dictionary<AccountKey, uint>();
        for (var i = 0u; i < 30_000; i++)
        {
            var key = new AccountKey((ulong)random.NextInt64(), (ulong)random.NextInt64());
            table[table.Add(key, NameOf(key))].Events = i;
            oracle[key] = i;
        }

        CheckAll(table, oracle, "seed 11");
    }

    [Test]
    public void Remove_ThenAdd_UsesPlacesAgainWithEmptyStates()
    {
        var table = new AccountTable();
        var bytes = 0L;
        for (var round = 0UL; round < 20; round++)
        {
            for (var i = 1UL; i <= 2_000; i++)
            {
                var key = new AccountKey(round, i << 20);
                var place = table.Add(key, NameOf(key));
                table[place].Events.Should().Be(0u);
                table[place].Features.LastSecond.Should().Be(0u);
                table[place].Events = 77;
            }

            for (var place = 0; place < table.Places; place++)
            {
                table.Remove(place);
            }

            table.Count.Should().Be(0);
            bytes = round == 0 ? table.Bytes : bytes;
        }

        table.Places.Should().Be(2_000);
        table.Bytes.Should().Be(bytes);
    }

    [Test]
    public void Index_AfterGrowth_StaysTheSameReference()
    {
        var table = new AccountTable();
        ref var first = ref table[table.Add(new AccountKey(1, 1), "first"u8)];
        for (var i = 2UL; i < 10_000; i++)
        {
            table.Add(new AccountKey(i, i), "other"u8);
        }

        first.Events = 5;
        table[table.Find(new AccountKey(1, 1))].Events.Should().Be(5u);
    }

    private static void CheckAll(AccountTable table, Dictionary<AccountKey, uint> oracle, string because)
    {
        table.Count.Should().Be(oracle.Count, because);
        foreach (var (key, events) in oracle)
        {
            var place = table.Find(key);
            place.Should().BeInRange(0, table.Places - 1, because);
            table[place].Key.Should().Be(key, because);
            table[place].Events.Should().Be(events, because);
            table.NameOf(place).ToArray().Should().Equal(NameOf(key), because);
        }

        var live = Enumerable.Range(0, table.Places).Count(place => table[place].Key != default);
        live.Should().Be(oracle.Count, because);
    }

    private static byte[] NameOf(AccountKey key) => Encoding.UTF8.GetBytes($"{key.High}/{key.Low}");
}
