using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Reordering;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Reordering;

public sealed class PendingEventsTests
{
    private const int GraceSeconds = 13;

    [Test]
    public void TakeSecond_RandomArrivals_AgreesWithSortedLists() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var pending = new PendingEvents(GraceSeconds);
        var held = new List<StreamEvent>();
        var second = StreamEvent.StartSecond;
        for (var step = 0; step < 120; step++)
        {
            for (var i = random.Next(30); i > 0; i--)
            {
                var e = Draw(random, second);
                var isNew = e.Id == 0 || !held.Exists(h => h.Id == e.Id && h.Account == e.Account);
                Add(pending, e).Should().Be(isNew, $"seed {seed}, step {step}");
                if (isNew)
                {
                    held.Add(e);
                }
            }

            pending.Count.Should().Be(held.Count, $"seed {seed}, step {step}");
            Sorted(Places(pending)).Should().Equal(Sorted(held.Select(Fact)), $"seed {seed}, step {step}");

            // Now and then over several seconds at once, past the ring's end.
            for (var last = second + random.Next(4); second <= last; second++)
            {
                var due = held.Where(e => e.TimeMicros / 1_000_000 == second).ToList();
                held.RemoveAll(due.Contains);
                CheckTaken(pending, second, due, $"seed {seed}, second {second}");
            }
        }
    }, runs: 30);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(60)]
    [TestCase(3_600)]
    public void RingSeconds_ForAGrace_HoldsTheGraceAndTheSecondsAtItsEnds(int grace) =>
        new PendingEvents(grace).RingSeconds.Should().BeGreaterThanOrEqualTo(grace + 2);

    [Test]
    public void TryAdd_SameIdOfAnotherAccount_IsHeld()
    {
        var pending = new PendingEvents(GraceSeconds);
        var e = StreamEvent.At(0, "a", Operation.Other) with { Id = 9 };
        Add(pending, e).Should().BeTrue();
        Add(pending, e with { Account = "b" }).Should().BeTrue();
        Add(pending, e with { TimeMicros = e.TimeMicros + 1 }).Should().BeFalse("its id is held");
        pending.Count.Should().Be(2);
    }

    [Test]
    public void Free_OfAHeldId_LetsItComeAgain()
    {
        var pending = new PendingEvents(GraceSeconds);
        var e = StreamEvent.At(0, "a", Operation.Other) with { Id = 9 };
        Add(pending, e);
        pending.Free(pending.TakeSecond(StreamEvent.StartSecond));

        pending.Count.Should().Be(0);
        Add(pending, e).Should().BeTrue();
    }

    [Test]
    public void TryAdd_ManyRoundsOfOneSize_HoldsNoMoreBytes()
    {
        var pending = new PendingEvents(GraceSeconds);
        var bytes = 0L;
        for (var round = 0; round < 20; round++)
        {
            var second = StreamEvent.StartSecond + round;
            for (var i = 0; i < 3_000; i++)
            {
                var e = StreamEvent.At(round, "a", Operation.Metadata, new ulong[i % 100]) with { Id = 1 + (ulong)i };
                Add(pending, e);
            }

            Take(pending, second).Should().HaveCount(3_000);
            bytes = round == 0 ? pending.Bytes : bytes;
        }

        pending.Bytes.Should().Be(bytes);
    }

    private static void CheckTaken(PendingEvents pending, long second, List<StreamEvent> due, string because)
    {
        var taken = Take(pending, second);
        Sorted(taken).Should().Equal(Sorted(due.Select(Fact)), because);
        foreach (var account in taken.GroupBy(e => e.Account))
        {
            account.Select(e => (e.Time, e.Tie)).Should().BeInAscendingOrder(because);
        }
    }

    private static List<EventFact> Take(PendingEvents pending, long second)
    {
        var taken = new List<EventFact>();
        for (var place = pending.TakeSecond(second); place >= 0;)
        {
            taken.Add(FactOf(pending, place));
            var next = pending[place].Next;
            pending.Free(place);
            place = next;
        }

        return taken;
    }

    private static IEnumerable<EventFact> Sorted(IEnumerable<EventFact> facts) =>
        facts.OrderBy(e => e.Account).ThenBy(e => e.Time).ThenBy(e => e.Tie);

    private static IEnumerable<EventFact> Places(PendingEvents pending) =>
        pending.Places().Select(place => FactOf(pending, place));

    private static bool Add(PendingEvents pending, StreamEvent e)
    {
        var batch = StreamEvent.Batch(e);
        return pending.TryAdd(batch[0], batch.TracksOf(batch[0]), PlaceOf(e));
    }

    private static EventFact FactOf(PendingEvents pending, int place)
    {
        var e = pending[place].Event;
        var tracks = pending.TracksOf(place);
        var tie = CanonicalOrder.TieKey(e, tracks);
        return new(pending[place].Account, e.TimeMicros, tie, string.Join(' ', tracks.ToArray()));
    }

    private static EventFact Fact(StreamEvent e)
    {
        var batch = StreamEvent.Batch(e);
        var tie = CanonicalOrder.TieKey(batch[0], batch.TracksOf(batch[0]));
        return new(PlaceOf(e), e.TimeMicros, tie, string.Join(' ', e.Tracks));
    }

    private static int PlaceOf(StreamEvent e) => e.Account[0] - 'a';

    /// <summary>Within the grace of a second; few times, ids and accounts, so that they meet.</summary>
    private static StreamEvent Draw(Random random, long second) =>
        new((second * 1_000_000) + (random.Next(GraceSeconds * 4) * 250_000), ((char)('a' + random.Next(3))).ToString(),
            Operation.Metadata)
        {
            Id = (ulong)random.Next(400),
            Bytes = random.Next(3),
            Tracks = [.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(500) : random.Next(4))
                .Select(_ => (ulong)random.NextInt64())],
        };

    private sealed record EventFact(int Account, long Time, ulong Tie, string Tracks);
}
