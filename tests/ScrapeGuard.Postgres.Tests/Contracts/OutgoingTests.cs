using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Tests.Records;

namespace ScrapeGuard.Postgres.Tests.Contracts;

[TestFixture("memory")]
[TestFixture("postgres")]
internal sealed class OutgoingTests(string kind)
{
    private StoreUnderTest _store = null!;

    [SetUp]
    public async Task OpenAsync() => _store = await StoreUnderTest.OpenAsync(kind);

    [TearDown]
    public async Task CloseAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    [Test]
    public async Task TakeOutgoingAsync_WhatWasCommitted_ComesInItsOrderAndUntilTheLeaseEndsOnce()
    {
        var drawn = new Drawn(5);
        var events = Enumerable.Range(0, 10).Select(_ => drawn.Outgoing(OutgoingChannel.Topic, "a")).ToList();
        await _store.CommitAsync(new ChangeSet
        {
            Outgoing = [.. events.Take(4), drawn.Outgoing(OutgoingChannel.Push, "a")],
        });
        await _store.CommitAsync(new ChangeSet { Outgoing = [.. events.Skip(4)] });

        var first = await TakeAsync(now: 100, max: 6);
        var second = await TakeAsync(now: 120, max: 6);
        var third = await TakeAsync(now: 149, max: 6);
        var again = await TakeAsync(now: 150, max: 3);

        Ids(first).Should().Equal(Ids(events.Take(6)));
        Ids(second).Should().Equal(Ids(events.Skip(6)));
        third.Should().BeEmpty("they are others' until 150");
        Ids(again).Should().Equal(Ids(events.Take(3)));
        first[0].Attempts.Should().Be(0);
        again[0].Attempts.Should().Be(1);
        Drawn.Json(first[3], StoredJson.Default.OutgoingEvent).Should()
            .Be(Drawn.Json(events[3], StoredJson.Default.OutgoingEvent));
    }

    [Test]
    public async Task MarkPublishedAsync_Some_TheyDoNotComeAgain()
    {
        var drawn = new Drawn(6);
        var events = Enumerable.Range(0, 5).Select(_ => drawn.Outgoing(OutgoingChannel.Topic, "a")).ToList();
        var push = drawn.Outgoing(OutgoingChannel.Push, "a");
        await _store.CommitAsync(new ChangeSet { Outgoing = [.. events, push] });
        await TakeAsync(now: 1, max: 10);

        await _store.Store.MarkPublishedAsync(OutgoingChannel.Topic, [.. Ids(events.Skip(1)), push.Event.Id], 2,
            CancellationToken.None);

        Ids(await TakeAsync(now: 1_000, max: 10)).Should().Equal(events[0].Event.Id);
        (await _store.Reader.CountOutgoingAsync(OutgoingChannel.Topic, CancellationToken.None)).Should().Be(1);
        (await _store.Reader.CountOutgoingAsync(OutgoingChannel.Push, CancellationToken.None)).Should().Be(1);
    }

    [Test]
    public async Task PostponeAsync_Some_TheyComeFromThenOn()
    {
        var drawn = new Drawn(7);
        var events = Enumerable.Range(0, 3).Select(_ => drawn.Outgoing(OutgoingChannel.Topic, "a")).ToList();
        await _store.CommitAsync(new ChangeSet { Outgoing = events });
        await TakeAsync(now: 1, max: 10);

        await _store.Store.PostponeAsync(OutgoingChannel.Topic, [events[1].Event.Id], 20, CancellationToken.None);

        (await TakeAsync(now: 19, max: 10)).Should().BeEmpty();
        Ids(await TakeAsync(now: 20, max: 10)).Should().Equal(events[1].Event.Id);
    }

    private Task<IReadOnlyList<OutgoingEvent>> TakeAsync(long now, int max) =>
        _store.Store.TakeOutgoingAsync(OutgoingChannel.Topic, now, 50, max, CancellationToken.None);

    private static IEnumerable<string> Ids(IEnumerable<OutgoingEvent> events) =>
        events.Select(outgoing => outgoing.Event.Id);
}
