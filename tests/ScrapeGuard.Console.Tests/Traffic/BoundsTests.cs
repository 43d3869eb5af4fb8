using System.Text;
using ScrapeGuard.Console.Tests.Serving;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Console.Tests.Traffic;

/// <summary>Every table of the model, after many times what it holds.</summary>
public sealed class BoundsTests
{
    private const long Hour = 3_600_000_000;

    private static readonly TrafficOptions Small =
        new() { MaxAccounts = 20, MaxHours = 24, MaxBuckets = 10, MaxRecentEvents = 5_000 };

    [Test]
    public void Tables_FedManyTimesWhatTheyHold_StayWithinTheirBounds()
    {
        const int seed = 7;
        var random = new Random(seed);
        var model = new TrafficModel(Small);
        for (var hour = 0; hour < 200; hour++)
        {
            for (var account = 0; account < 2 * Small.MaxAccounts; account++)
            {
                var batch = new EventBatch(10);
                for (var e = 0; e < 10; e++)
                {
                    Add(batch, random, Samples.Name(account), Samples.Start + (hour * Hour) + e);
                }

                model.Take(batch);
            }

            for (var account = 0; account < Small.MaxAccounts; account++)
            {
                model.Take(Samples.Decision(Samples.Name(account), micros: Samples.Start + (hour * Hour)));
            }
        }

        model.Read(tables =>
        {
            tables.Accounts.Should().HaveCount(Small.MaxAccounts, $"seed {seed}");
            tables.Accounts.Should().OnlyContain(account => account.Hours.Count <= Small.MaxHours
                && account.Decisions.Count <= AccountTrace.MaxDecisions
                && account.FirstTakings.Count <= FirstTakings.Capacity
                && account.Addresses.Count <= SourceCounts.Max && account.Devices.Count <= SourceCounts.Max);
            tables.Accounts.Should().Contain(
                account => account.Decisions.Count == AccountTrace.MaxDecisions
                    && account.FirstTakings.Count == FirstTakings.Capacity && account.Addresses.Others > 0,
                "they are full");
            tables.Traffic.Select((at, _) => at).Should().HaveCount(Small.MaxBuckets);
            tables.Decisions.Select((at, _) => at).Should().HaveCount(Small.MaxBuckets);
            tables.Recent.All().Sum(batch => batch.Count).Should().BeLessThanOrEqualTo(Small.MaxRecentEvents + 4_096);
            tables.Overflow.Should().BePositive();
            return true;
        });
    }

    [Test]
    public void Rows_OfMoreAccountsThanRoom_AreThoseOfTheNewest()
    {
        var model = new TrafficModel(Small);
        for (var account = 0; account < 3 * Small.MaxAccounts; account++)
        {
            model.Observe(KeyOf(account), [account]);
        }

        model.RowOf(KeyOf(0)).Should().BeNull();
        model.RowOf(KeyOf((3 * Small.MaxAccounts) - 1)).Should().Equal((3 * Small.MaxAccounts) - 1);
    }

    /// <summary>Addresses come and go for ever; what events go on naming stays known.</summary>
    [Test]
    public void Texts_ManyTimesWhatTheyHold_KeepWhatIsNamed()
    {
        const int room = 100;
        var texts = new TextBook(room);
        for (var i = 0; i < 50 * room; i++)
        {
            var e = new AccessEvent { Ip = HashOf($"10.0.{i / 256}.{i % 256}"), Country = HashOf("SE") };
            if (texts.Lacks(e))
            {
                texts.Learn(Encoding.UTF8.GetBytes($$"""{"ip":"10.0.{{i / 256}}.{{i % 256}}","country":"SE"}"""), 0);
            }

            texts.Of(HashOf("SE")).Should().Be("SE");
            texts.Of(e.Ip).Should().NotBeNull("the newest has room");
            texts.Count.Should().BeLessThanOrEqualTo(room);
        }

        texts.Of(HashOf("10.0.0.0")).Should().BeNull();
        texts.Dropped.Should().BePositive();
    }

    private static AccountKey KeyOf(int account) => StableHash.Account(Encoding.UTF8.GetBytes(Samples.Name(account)));

    private static uint HashOf(string text) => StableHash.Hash32(Encoding.UTF8.GetBytes(text));

    private static void Add(EventBatch batch, Random random, string account, long micros)
    {
        ref var e = ref batch.BeginEvent();
        (e.TimeMicros, e.Operation, e.Status) = (micros, Operation.Audio, EventLimits.DefaultStatus);
        (e.Ip, e.Device) = ((uint)random.Next(1, 1 << 20), (uint)random.Next(1, 1 << 20));
        batch.AddTrack(ref e, StableHash.Combine((ulong)random.Next(100_000_000), 3));
        batch.SetAccount(ref e, Encoding.UTF8.GetBytes(account));
        batch.CommitEvent(ref e);
    }
}
