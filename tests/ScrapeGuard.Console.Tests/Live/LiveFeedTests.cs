using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Console.Live;

namespace ScrapeGuard.Console.Tests.Live;

public sealed class LiveFeedTests
{
    private const long First = 1_000;

    [Test]
    public void Take_Resumed_GoesOnAfterTheLastSeen()
    {
        var feed = Filled(10, capacity: 100);

        var batch = feed.Take(feed.PlaceAfter(First + 6), most: 100);

        batch.Missed.Should().Be(0);
        batch.Messages.Select(message => message.Id).Should().Equal(First + 7, First + 8, First + 9);
    }

    [Test]
    public void Take_ResumedTooLate_TellsHowManyWereMissed()
    {
        var feed = Filled(50, capacity: 8);

        var batch = feed.Take(feed.PlaceAfter(First + 9), most: 100);

        batch.Missed.Should().Be(32);
        batch.Messages.Select(message => message.Id).Should().Equal(Enumerable.Range(0, 8).Select(i => First + 42 + i));
    }

    [TestCase(null)]
    [TestCase(First + 999)]
    public void PlaceAfter_NothingOrAnIdOfTheFuture_BeginsNow(long? last)
    {
        var feed = Filled(5, capacity: 8);

        feed.Take(feed.PlaceAfter(last), most: 100).IsEmpty.Should().BeTrue();
    }

    [Test]
    public void Take_Overviews_GivesTheNewestOnlyAndOnce()
    {
        var feed = new LiveFeed(First, 8);
        var place = feed.PlaceAfter(lastId: null);
        for (var i = 1; i <= 3; i++)
        {
            feed.PublishOverview(new { number = i });
        }

        Encoding.UTF8.GetString(feed.Take(place, 8).Overview.Span).Should().Be("""{"number":3}""");
        feed.Take(place, 8).IsEmpty.Should().BeTrue();
    }

    [Test]
    public void More_OfAReaderThatWaits_EndsWithTheNextMessage()
    {
        var feed = new LiveFeed(First, 8);
        var place = feed.PlaceAfter(lastId: null);
        var waiting = feed.Take(place, 8);

        waiting.More.IsCompleted.Should().BeFalse();
        feed.Publish("case", new { });

        waiting.More.IsCompleted.Should().BeTrue();
        feed.Take(place, 8).Messages.Should().ContainSingle();
    }

    /// <summary>Beside a list that forgets nothing: what is missed and what is seen are all there was.</summary>
    [Test]
    public void Take_AnyPace_SeesOrMissesEachOnce() =>
        Prop.ForAll(
            Gen.Choose(0, 12).ArrayOf().ToArbitrary(),
            steps =>
            {
                var feed = new LiveFeed(First, 8);
                var place = feed.PlaceAfter(lastId: null);
                var (published, seen, missed) = (0L, new List<long>(), 0L);
                foreach (var step in steps)
                {
                    for (var i = 0; i < step; i++)
                    {
                        feed.Publish("case", new { });
                        published++;
                    }

                    var batch = feed.Take(place, most: 3);
                    missed += batch.Missed;
                    seen.AddRange(batch.Messages.Select(message => message.Id));
                }

                while (feed.Take(place, most: 3) is { IsEmpty: false } rest)
                {
                    missed += rest.Missed;
                    seen.AddRange(rest.Messages.Select(message => message.Id));
                }

                return missed + seen.Count == published && seen.SequenceEqual(seen.Distinct().Order());
            }).QuickCheckThrowOnFailure();

    private static LiveFeed Filled(int messages, int capacity)
    {
        var feed = new LiveFeed(First, capacity);
        for (var i = 0; i < messages; i++)
        {
            feed.Publish("case", new { });
        }

        return feed;
    }
}
