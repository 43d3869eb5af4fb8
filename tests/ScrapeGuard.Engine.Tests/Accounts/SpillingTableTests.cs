using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine.Tests.Accounts;

/// <summary>Tables whose states do not all fit into memory, against a dictionary and against counts of what is brought.
/// </summary>
public sealed class SpillingTableTests
{
    [Test]
    public void AddRemove_MemoryThatComesAndGoes_AgreesWithADictionary() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        using var store = new ArrayStateStore();
        var table = new AccountTable(store);
        var oracle = new Dictionary<AccountKey, uint>();
        for (var i = 0; i < 12_000; i++)
        {
            store.Blocks = random.Next(2_000) == 0 ? random.Next(1, 5) : store.Blocks;
            var key = KeyOf(random.Next(6_000));
            var place = table.Find(key);
            (place >= 0).Should().Be(oracle.ContainsKey(key), $"seed {seed}, step {i}");
            if (place < 0)
            {
                table[table.Add(key, NameOf(key))].Events = (uint)i;
                oracle[key] = (uint)i;
            }
            else if (random.Next(5) == 0)
            {
                table.Remove(place);
                oracle.Remove(key);
            }
            else
            {
                table[place].Events.Should().Be(oracle[key], $"seed {seed}, step {i}");
                table[place].Events = (uint)i;
                oracle[key] = (uint)i;
            }
        }

        store.Reads.Should().BePositive("else nothing has spilled");
        CheckAll(table, oracle, $"seed {seed}");
    }, runs: 20);

    [Test]
    public void Index_TwoOthersAskedFor_ReferenceIsStillGood()
    {
        using var store = new ArrayStateStore();
        var table = new AccountTable(store);
        Fill(table, 5_000);
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b, c) = (random.Next(5_000), random.Next(5_000), random.Next(5_000));
            ref var held = ref table[a];
            var events = held.Events;
            _ = table[b].Events + table[c].Events;
            held.Events++;
            table[a].Events.Should().Be(events + 1, $"step {i}: {a}, {b}, {c}");
        }
    }

    [Test]
    public void Add_TableThatGrows_BringsNoState()
    {
        using var store = new ArrayStateStore();
        var table = new AccountTable(store);
        Fill(table, 50_000);

        store.Reads.Should().Be(0, "the index grows by what it knows itself");
        store.RoomMade.Should().Be(8L * ((1 << 17) - (1 << 13)), "each growth is announced");
    }

    [Test]
    public void Index_ActiveAccounts_StayInMemory()
    {
        using var store = new ArrayStateStore { Blocks = 2 };
        var table = new AccountTable(store);
        Fill(table, 20_000);
        var random = new Random(5);

        // A thousand active ones, and now and then one of the others: the active find room in 2,047 slots.
        for (var i = 0; i < 10_000; i++)
        {
            _ = table[random.Next(1_000)].Events;
        }

        var before = store.Reads;
        for (var i = 0; i < 10_000; i++)
        {
            _ = table[i % 10 == 0 ? random.Next(20_000) : random.Next(1_000)].Events;
        }

        (store.Reads - before).Should().BeLessThan(1_500, "a thousand others, and few of the active");
    }

    [Test]
    public void Peek_WalkThroughAll_ReadsManyAtOnceAndShowsTheNewest()
    {
        using var store = new ArrayStateStore();
        var table = new AccountTable(store);
        Fill(table, 20_000);
        var random = new Random(7);
        var expected = Enumerable.Range(0, 20_000).Select(i => (uint)i).ToArray();
        for (var walk = 0; walk < 3; walk++)
        {
            var before = store.Reads;
            for (var place = 0; place < table.Places; place++)
            {
                table.Peek(place).Events.Should().Be(expected[place]);
            }

            (store.Reads - before).Should().BeLessThanOrEqualTo((20_000 / 64) + 1);
            for (var i = 0; i < 3_000; i++)
            {
                // The state next to one that was just peeked at is changed and written: the walk is to notice.
                var place = random.Next(20_000);
                _ = table.Peek(place ^ 1).Events;
                table[place].Events = expected[place] = (uint)i;
                table.Peek(place).Events.Should().Be((uint)i);
            }
        }
    }

    [Test]
    public void Add_NoRoomOnTheDisk_ThrowsAndGoesOnWhenThereIs()
    {
        using var store = new ArrayStateStore();
        var table = new AccountTable(store);
        store.Failure = new IOException("full");
        var add = () => table.Add(KeyOf(1), "first"u8);

        add.Should().Throw<IOException>().WithMessage("full");
        table.Count.Should().Be(0);
        table.Find(KeyOf(1)).Should().BeNegative();
        add.Should().NotThrow();
        table.NameOf(table.Find(KeyOf(1))).ToArray().Should().Equal("first"u8.ToArray());
    }

    [Test]
    public void Index_ReadFails_ThrowsAndLosesNothing()
    {
        using var store = new ArrayStateStore();
        var table = new AccountTable(store);
        Fill(table, 3_000);
        for (var place = 0; place < 3_000; place++)
        {
            store.Failure = new IOException("gone");
            try
            {
                table[place].Events.Should().Be((uint)place);
                store.Failure = null;
            }
            catch (IOException)
            {
                table[place].Events.Should().Be((uint)place);
            }
        }
    }

    private static void Fill(AccountTable table, int accounts)
    {
        for (var i = 0; i < accounts; i++)
        {
            table[table.Add(KeyOf(i), "name"u8)].Events = (uint)i;
        }
    }

    private static void CheckAll(AccountTable table, Dictionary<AccountKey, uint> oracle, string because)
    {
        table.Count.Should().Be(oracle.Count, because);
        foreach (var (key, events) in oracle)
        {
            var place = table.Find(key);
            table.Peek(place).Events.Should().Be(events, because);
            table[place].Key.Should().Be(key, because);
            table.NameOf(place).ToArray().Should().Equal(NameOf(key), because);
        }
    }

    private static AccountKey KeyOf(int i) => StableHash.Account(BitConverter.GetBytes(i));

    private static byte[] NameOf(AccountKey key) => Encoding.UTF8.GetBytes($"{key.High}/{key.Low}");
}
