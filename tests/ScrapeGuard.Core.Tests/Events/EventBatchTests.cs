using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Core.Tests.Events;

public sealed class EventBatchTests
{
    [TestCase(0)]
    [TestCase(-1)]
    public void Constructor_NoRoom_Throws(int capacity) =>
        FluentActions.Invoking(() => new EventBatch(capacity)).Should().Throw<ArgumentOutOfRangeException>();

    [TestCase(1)]
    [TestCase(64)]
    public void CommitEvent_BeyondCapacity_GrowsAndKeepsAll(int capacity)
    {
        var batch = new EventBatch(capacity);
        for (var i = 0; i < 1_000; i++)
        {
            Add(batch, i, i % 7);
        }

        batch.Count.Should().Be(1_000);
        batch.Events.Length.Should().Be(1_000);
        for (var i = 0; i < 1_000; i++)
        {
            AssertEvent(batch, i, i, i % 7);
        }
    }

    [Test]
    public void Append_EventsOfAnotherBatch_CopiesThemWithTracksAndName()
    {
        var source = new EventBatch(1);
        var target = new EventBatch(1);
        for (var i = 0; i < 300; i++)
        {
            Add(source, i, i % 5);
        }

        for (var i = 299; i >= 0; i--)
        {
            target.Append(source, source[i]);
        }

        for (var i = 0; i < 300; i++)
        {
            AssertEvent(target, 299 - i, i, i % 5);
            target[299 - i].Account.Should().Be(source[i].Account);
        }
    }

    [Test]
    public void Append_OwnEventsWhileGrowing_CopiesThem()
    {
        var batch = new EventBatch(1);
        Add(batch, 3, 5);
        for (var i = 0; i < 100; i++)
        {
            batch.Append(batch, batch[i]);
        }

        AssertEvent(batch, 100, 3, 5);
    }

    [Test]
    public void RejectEvent_AfterTracks_DropsThem()
    {
        var batch = new EventBatch(1);
        Add(batch, 1, 2);
        ref var e = ref batch.BeginEvent();
        batch.AddTrack(ref e, 7).Should().BeTrue();
        batch.SetAccount(ref e, "dropped"u8);
        batch.RejectEvent(DecodeError.BadTracks);
        Add(batch, 2, 3);

        AssertEvent(batch, 0, 1, 2);
        AssertEvent(batch, 1, 2, 3);
        (batch.RejectedCount, batch.RejectedFor(DecodeError.BadTracks), batch.Tracks.Length).Should().Be((1, 1, 5));
    }

    [Test]
    public void AddTrack_BeyondTheLimit_IsRefused()
    {
        var batch = new EventBatch(1);
        ref var e = ref batch.BeginEvent();
        for (var i = 0; i < EventLimits.MaxTracks; i++)
        {
            batch.AddTrack(ref e, 1).Should().BeTrue();
        }

        batch.AddTrack(ref e, 1).Should().BeFalse();
        e.TrackCount.Should().Be(EventLimits.MaxTracks);
    }

    [Test]
    public void Clear_FullBatch_IsEmpty()
    {
        var batch = new EventBatch(1);
        Add(batch, 1, 1);
        batch.RejectEvent(DecodeError.BadJson);
        batch.Clear();
        (batch.Count, batch.RejectedCount, batch.RejectedFor(DecodeError.BadJson),
            batch.Tracks.Length, batch.Names.Length)
            .Should().Be((0, 0, 0, 0, 0));
    }

    private static void Add(EventBatch batch, int number, int tracks)
    {
        ref var e = ref batch.BeginEvent();
        e.TimeMicros = number;
        for (var i = 0; i < tracks; i++)
        {
            batch.AddTrack(ref e, (ulong)(number + i)).Should().BeTrue();
        }

        batch.SetAccount(ref e, Name(number));
        batch.CommitEvent(ref e);
    }

    private static void AssertEvent(EventBatch batch, int index, int number, int tracks)
    {
        ref readonly var e = ref batch[index];
        Assert.That(e.TimeMicros, Is.EqualTo(number));
        Assert.That(e.Status, Is.EqualTo(EventLimits.DefaultStatus));
        Assert.That(e.Account, Is.EqualTo(StableHash.Account(Name(number))));
        Assert.That(batch.NameOf(e).ToArray(), Is.EqualTo(Name(number)));
        Assert.That(batch.TracksOf(e).ToArray(), Is.EqualTo(Enumerable.Range(number, tracks).Select(x => (ulong)x)));
    }

    private static byte[] Name(int number) =>
        Encoding.UTF8.GetBytes("name-" + new string('n', number % 120) + number % 10);
}
