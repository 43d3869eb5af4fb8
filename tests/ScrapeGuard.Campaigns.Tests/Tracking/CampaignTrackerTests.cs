using ScrapeGuard.Campaigns.Tests.Search;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Campaigns.Tests.Tracking;

public sealed class CampaignTrackerTests
{
    private static readonly Listeners Swarm = WithASwarm();

    [TestCase(1, 1)]
    [TestCase(4, 2)]
    [TestCase(7, 3)]
    public void Take_PartsDealtOutAnyhow_KnowsTheSameBytes(int parts, int dealSeed)
    {
        var plain = Follow(parts: 1, dealSeed: 0);
        plain.Board.Campaigns.Should().ContainSingle().Which.Members.Should().HaveCount(12);

        Follow(parts, dealSeed).ToBytes().Should().Equal(plain.ToBytes());
    }

    [Test]
    public void Take_EmptyEpochsBetween_ChangeNothing()
    {
        var (tracker, sketch) = (new CampaignTracker(), new PopularitySketch());
        foreach (var (epoch, deltas) in Swarm.Epochs())
        {
            sketch.Merge(epoch, deltas);
            tracker.Take(epoch, deltas, sketch);
            for (var empty = epoch + 1; empty < epoch + 6; empty++)
            {
                sketch.Merge(empty, []);
                tracker.Take(empty, [new PopularityDelta()], sketch);
            }
        }

        tracker.ToBytes().Should().Equal(Follow(parts: 1, dealSeed: 0).ToBytes());
    }

    [Test]
    public void TryRead_AtAnyEpoch_GoesOnAsBefore()
    {
        var (tracker, sketch) = (new CampaignTracker(), new PopularitySketch());
        foreach (var (epoch, deltas) in Swarm.Epochs())
        {
            sketch.Merge(epoch, deltas);
            tracker.Take(epoch, deltas, sketch);
            if (epoch % 5 == 0)
            {
                var restored = new CampaignTracker();
                restored.TryRead(tracker.ToBytes()).Should().BeTrue();
                restored.ToBytes().Should().Equal(tracker.ToBytes());
                tracker = restored;
            }
        }

        tracker.ToBytes().Should().Equal(Follow(parts: 1, dealSeed: 0).ToBytes());
    }

    [Test]
    public void Follow_SomebodyElsesBoards_KnowsTheSameBytes()
    {
        var (tracker, follower, sketch) = (new CampaignTracker(), new CampaignTracker(), new PopularitySketch());
        foreach (var (epoch, deltas) in Swarm.Epochs())
        {
            sketch.Merge(epoch, deltas);
            tracker.Take(epoch, deltas, sketch);
            follower.Follow(epoch, deltas[0], tracker.Board);
        }

        follower.ToBytes().Should().Equal(tracker.ToBytes());
    }

    [Test]
    public void TryRead_CutOffAnywhere_IsRefused()
    {
        var bytes = Follow(parts: 1, dealSeed: 0).ToBytes();
        var dice = new Random(3);
        for (var i = 0; i < 100; i++)
        {
            var end = dice.Next(bytes.Length);
            new CampaignTracker().TryRead(bytes[..end]).Should().BeFalse($"{end} of {bytes.Length} bytes are left");
        }

        new CampaignTracker().TryRead([.. bytes, 0]).Should().BeFalse();
    }

    [Test]
    public void TryFind_MembersAndOthers_TellsThemApart()
    {
        var board = Follow(parts: 1, dealSeed: 0).Board;

        board.TryFind(Listeners.KeyOf(Listeners.FirstCandidate), out var campaign, out var member).Should().BeTrue();
        campaign!.Members.Should().Contain(member);
        (campaign.Observed / campaign.Expected).Should().BeLessThan(0.3);
        board.TryFind(Listeners.KeyOf(1), out _, out _).Should().BeFalse();
    }

    private static CampaignTracker Follow(int parts, int dealSeed)
    {
        var (tracker, sketch) = (new CampaignTracker(), new PopularitySketch());
        foreach (var (epoch, deltas) in Swarm.Epochs(parts, dealSeed))
        {
            sketch.Merge(epoch, deltas);
            tracker.Take(epoch, deltas, sketch);
        }

        return tracker;
    }

    private static Listeners WithASwarm()
    {
        var listeners = new Listeners(1);
        for (var person = 0; person < 200; person++)
        {
            listeners.Person(person, 80 + (person % 7 * 20), tasteSeed: 1_000 + person);
        }

        for (var i = 0; i < 12; i++)
        {
            listeners.Mimic(Listeners.FirstCandidate + i, i, 12, 120);
        }

        return listeners;
    }
}
