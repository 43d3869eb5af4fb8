using System.Text;
using ScrapeGuard.Kafka.Profiles;

namespace ScrapeGuard.Kafka.Tests.Profiles;

public sealed class HeldAccountsTests
{
    [Test]
    public void Count_NothingYet_IsNotKnown() => new HeldAccounts().Count.Should().BeNull();

    [Test]
    public void Count_CheckpointsOfPartitions_IsTheSumOfTheNewest()
    {
        var held = new HeldAccounts();
        Owner(held, 0, "a");
        Owner(held, 1, "b");
        Checkpoint(held, 0, number: 1, "a", accounts: 100);
        Checkpoint(held, 0, number: 2, "a", accounts: 120);
        Checkpoint(held, 1, number: 7, "b", accounts: 30);

        held.Count.Should().Be(150);
    }

    [Test]
    public void Count_CheckpointOfAWorkerThatLostThePartition_IsVoid()
    {
        var held = new HeldAccounts();
        Owner(held, 0, "a");
        Checkpoint(held, 0, number: 1, "a", accounts: 100);
        Owner(held, 0, "heir");
        Checkpoint(held, 0, number: 9, "a", accounts: 5);

        held.Count.Should().Be(100, "what the last owner of before said stands until the heir says more");
        Checkpoint(held, 0, number: 2, "heir", accounts: 101);
        held.Count.Should().Be(101);
    }

    [TestCase("checkpoint/0/1", "{}")]
    [TestCase("checkpoint/0/1/a", "no JSON")]
    [TestCase("checkpoint/-1/1/a", "")]
    [TestCase("checkpoint/2000000000/1/a", "")]
    [TestCase("newest/0/0/a", "12345678")]
    [TestCase("", "")]
    public void Apply_DamagedOrOfAnotherKind_SaysNothing(string key, string value)
    {
        var held = new HeldAccounts();

        held.Apply(Encoding.UTF8.GetBytes(key), value.Length == 0 ? Manifest(7) : Encoding.UTF8.GetBytes(value));

        held.Count.Should().BeNull();
    }

    private static void Owner(HeldAccounts held, int partition, string owner) =>
        held.Apply(new ProfileKey(ProfileKind.Owner, partition, 0, owner).ToBytes(), [1]);

    private static void Checkpoint(HeldAccounts held, int partition, long number, string owner, long accounts) =>
        held.Apply(new ProfileKey(ProfileKind.Checkpoint, partition, number, owner).ToBytes(), Manifest(accounts));

    private static byte[] Manifest(long accounts) => new CheckpointManifest
    {
        Number = 1,
        LiveFrom = 1,
        Offset = 0,
        Epoch = 0,
        ScanFrom = 0,
        Accounts = accounts,
    }.ToBytes();
}
