using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Kafka.Profiles;

namespace ScrapeGuard.Kafka.Tests.Profiles;

public sealed class ProfileStateTests
{
    private const string First = "first";
    private const string Second = "second";

    private ProfileState _state = null!;
    private long _offset;

    [SetUp]
    public void Begin() => (_state, _offset) = (new ProfileState(2, new PopularityTimeline(2)), 0);

    [Test]
    public void Apply_ClosingOfTheOwner_Counts()
    {
        Own(0, First);
        Close(0, 10, First, offset: 5);
        Close(1, 12, First, offset: 8);

        _state.Timeline.KnownThrough.Should().Be(10);
        _state.ClosingsFrom(0, 0).Should().Equal((10L, 5L));
    }

    [Test]
    public void Apply_ClosingOfAWorkerThatLostThePartition_IsVoid()
    {
        Own(0, First);
        Own(0, Second);
        Close(0, 10, First, offset: 5);

        _state.Timeline.ClosedBy(0).Should().Be(long.MinValue);
        _state.ClosingsFrom(0, 0).Should().BeEmpty();
        _state.Damaged.Should().Be(0);
    }

    [Test]
    public void Apply_CheckpointOfAWorkerThatLostThePartition_IsVoid()
    {
        Own(0, First);
        Checkpoint(0, First, number: 1, offset: 100);
        Own(0, Second);
        Checkpoint(0, First, number: 2, offset: 200);

        _state.ManifestOf(0)!.Offset.Should().Be(100);
        _state.OldCheckpointKeys(0).Should().ContainSingle().Which.Number.Should().Be(2);
    }

    [Test]
    public void Apply_Checkpoint_LeavesOutClosingsBeforeIt()
    {
        Own(0, First);
        Close(0, 10, First, offset: 5);
        Close(0, 11, First, offset: 7);
        Checkpoint(0, First, number: 1, offset: 7);

        _state.ClosingsFrom(0, 0).Should().Equal((11L, 7L));
    }

    [Test]
    public void KeysBefore_ZombieBetweenHeirs_KeepsWhatMakesItsRecordVoid()
    {
        Own(0, First);
        Close(0, 10, First, offset: 5);
        Own(0, Second);
        Close(0, 20, First, offset: 9);
        Own(0, "third");

        // The record of 20 is void only because the second's name stands before it.
        _state.KeysBefore(15).Where(key => key.Kind == ProfileKind.Owner).Select(key => key.Owner)
            .Should().Equal(First);
        _state.KeysBefore(20).Where(key => key.Kind == ProfileKind.Owner).Select(key => key.Owner)
            .Should().BeEquivalentTo(First, Second);
        _state.KeysBefore(15).Should().Contain(key => key.Kind == ProfileKind.Closing && key.Number == 10);
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(17)]
    public void Apply_DamagedClosing_IsCountedAndChangesNothing(int bytes)
    {
        var key = new ProfileKey(ProfileKind.Closing, 0, 10, First);
        _state.Apply(key, 0, new byte[bytes], hasValue: true);

        _state.Damaged.Should().Be(1);
        _state.Timeline.ClosedBy(0).Should().Be(long.MinValue);
    }

    [Test]
    public void Apply_PartitionThatIsNot_IsCounted()
    {
        Own(2, First);
        _state.Damaged.Should().Be(1);
    }

    [Test]
    public void Newest_SumInParts_OnlyWholeOnesCount()
    {
        var timeline = new PopularityTimeline(1);
        var taken = new PopularityDelta();
        taken.Add(7, rarityBits: 1);
        timeline.Close(new EpochClosing(0, 30, 0, 30, taken));
        timeline.Forget(30);
        var sum = timeline.Save();
        var parts = ProfileSum.Cut(sum).ToList();
        parts.Should().OnlyContain(part => part.Value.Length <= 256 * 1_024);

        ProfileSum.Newest(parts)!.Bytes.Should().Equal(sum.Bytes);
        var newer = ProfileSum.Cut(sum with { Epoch = 31 }).Skip(1);
        ProfileSum.Newest(parts.Concat(newer))!.Epoch.Should().Be(30);
        ProfileSum.Newest([]).Should().BeNull();
    }

    private void Own(int partition, string owner) =>
        _state.Apply(new ProfileKey(ProfileKind.Owner, partition, 0, owner), _offset++, [1], hasValue: true);

    private void Close(int partition, long through, string owner, long offset)
    {
        var value = ClosingValue.Write(through, offset, new PopularityDelta().ToBytes());
        _state.Apply(new ProfileKey(ProfileKind.Closing, partition, through, owner), _offset++, value, hasValue: true);
    }

    private void Checkpoint(int partition, string owner, long number, long offset)
    {
        var manifest = new CheckpointManifest
        {
            Number = number,
            LiveFrom = 1,
            Offset = offset,
            Epoch = 40,
            ScanFrom = 0,
        };
        var key = new ProfileKey(ProfileKind.Checkpoint, partition, number, owner);
        _state.Apply(key, _offset++, manifest.ToBytes(), hasValue: true);
    }
}
