using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Partitions;
using ScrapeGuard.Engine.Tests.Streams;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Engine.Tests;

/// <summary>
/// A swarm is one case; and it is the same one, byte for byte, however the work is shared, cut, killed and restored.
/// </summary>
public sealed class CampaignTests
{
    private const int Seed = 11;

    private static readonly List<StreamEvent> Events = SwarmStream.Of(Seed);
    private static readonly string Expected = Plain(Events);

    [Test]
    public void Process_SwarmAmongPeople_SuspendsItAsOneCampaignAndNobodyElse()
    {
        var suspended = EngineRun.Decide(Events, SwarmStream.Policy).Where(d => d.Verdict == Verdict.Suspend).ToList();

        suspended.Select(decision => decision.Account).Should().BeEquivalentTo(
            Enumerable.Range(0, SwarmStream.Members).Select(SwarmStream.MemberOf));
        suspended.Select(decision => decision.Campaign).Distinct().Should().ContainSingle()
            .Which.Should().MatchRegex("^campaign-[0-9a-f]{16}$");
        foreach (var decision in suspended)
        {
            var reason = decision.Reasons[0];
            reason.Code.Should().Be("campaign.too-disjoint");
            reason.Value.Should().BeLessThan(reason.Expected / 2);
            reason.Weight.Should().BeGreaterThanOrEqualTo(0.95);
        }
    }

    [Test]
    public void Campaigns_AfterASwarm_TellsMembersAndEvidence()
    {
        using var engine = EngineRun.Create(SwarmStream.Policy);
        EngineRun.Decide(engine, StreamEvent.Batch(Events));

        var campaign = engine.Campaigns.Should().ContainSingle().Which;
        campaign.Members.Select(member => engine.NameOf(member.Account)).Should().BeEquivalentTo(
            Enumerable.Range(0, SwarmStream.Members).Select(SwarmStream.MemberOf));
        campaign.Evidence.Should().BeGreaterThan(25);
        campaign.Observed.Should().BeLessThan(campaign.Expected / 2);
        engine.Summarize().Where(account => account.Campaign == campaign.Id).Should().HaveCount(SwarmStream.Members);
    }

    /// <summary>Most of a swarm have a rhythm in common, and no person has it; however the work is shared.</summary>
    [Test]
    public void Campaigns_SwarmByAClockOfItsOwn_ShareARhythm()
    {
        var events = SwarmStream.Of(Seed, days: 4, lateHours: 10);
        using var engine = EngineRun.Create(SwarmStream.Policy);
        using var shared = EngineRun.Create(SwarmStream.Policy, shards: 3, threads: 2);
        var text = EngineRun.Text(EngineRun.Decide(engine, StreamEvent.Batch(events)));

        engine.Campaigns.Should().ContainSingle().Which.SharersOf(TraitKind.Rhythm).Should()
            .BeGreaterThan(SwarmStream.Members / 2);
        EngineRun.Text(EngineRun.Decide(shared, StreamEvent.Batch(events))).Should().Be(text);
    }

    /// <summary>The same swarm at people's hours: what all have says nothing.</summary>
    [Test]
    public void Campaigns_SwarmByPeoplesClock_ShareNoRhythm()
    {
        using var engine = EngineRun.Create(SwarmStream.Policy);
        EngineRun.Decide(engine, StreamEvent.Batch(SwarmStream.Of(Seed, days: 4)));

        engine.Campaigns.Should().ContainSingle().Which.SharersOf(TraitKind.Rhythm).Should().Be(0);
    }

    [TestCase(2, 2, 777)]
    [TestCase(5, 3, 100)]
    [TestCase(3, 1, 1)]
    public void Process_OtherShardsThreadsAndBatches_GivesTheSameBytes(int shards, int threads, int largest)
    {
        using var engine = EngineRun.Create(SwarmStream.Policy, shards, threads);
        var decisions = new List<Decision>();
        foreach (var batch in RandomStream.Cut(Events, new Random(Seed), largest))
        {
            engine.Process([batch], decisions);
        }

        EngineRun.Text(decisions).Should().Be(Expected);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Restore_ManyTimes_GivesTheSameBytes(int seed)
    {
        var random = new Random(seed);
        var decisions = new List<Decision>();
        var engine = EngineRun.Create(SwarmStream.Policy);
        for (var next = 0; next < Events.Count;)
        {
            var count = Math.Min(random.Next(1, 900), Events.Count - next);
            engine.Process([StreamEvent.Batch(Events.GetRange(next, count))], decisions);
            next += count;
            var saved = EngineRun.Checkpoint(engine);
            engine.Dispose();
            engine = EngineRun.Restore(saved, SwarmStream.Policy, random.Next(1, 5), random.Next(1, 3));
            EngineRun.Checkpoint(engine).Length.Should().BePositive();
        }

        engine.Dispose();
        EngineRun.Text(decisions).Should().Be(Expected, $"seed {seed}");
    }

    [TestCase(1, 4)]
    [TestCase(2, 3)]
    [TestCase(3, 1)]
    [TestCase(4, 6)]
    public void Process_PartitionsThatDieAndFallIdle_DecideAsOneEngine(int seed, int partitions)
    {
        var random = new Random(seed);
        var arrivals = RandomStream.Shuffle(Events, random, graceSeconds: 60);
        var world = new PartitionWorld(arrivals, partitions, SwarmStream.Policy, model: null, random);
        world.Run();

        EngineRun.Text(world.Decisions).Should().Be(Expected, $"seed {seed}");
        world.Deaths.Should().BePositive();
        world.Restarts.Should().BePositive();
    }

    /// <summary>
    /// Whose a track is stands beside who took it, however the work is shared; of several tracks at once nobody knows.
    /// </summary>
    [Test]
    public void Process_EventsWithArtists_KnowsThemHoweverTheWorkIsShared()
    {
        static string? ArtistOf(StreamEvent e) => e.Tracks.Length == 0 ? null : $"artist {e.Tracks[0] % 97}";
        static StreamEvent Twice(StreamEvent e) =>
            e with { Tracks = [.. e.Tracks.SelectMany(track => new[] { track, track + 1 })] };
        List<StreamEvent> told = [.. Events.Select(e => e with { Artist = ArtistOf(e) })];

        var known = KnownOf(told, shards: 1);
        KnownOf(told, shards: 3).Should().Equal(known);
        KnownOf(Events, shards: 1).Should().NotEqual(known);
        KnownOf([.. told.Select(Twice)], shards: 1).Should().Equal(KnownOf([.. Events.Select(Twice)], shards: 1));
    }

    [Test]
    public void Process_CampaignsSwitchedOff_SuspendsNobody() =>
        EngineRun.Decide(Events, SwarmStream.Policy with { Campaigns = new CampaignOptions { MinEvidence = 0 } })
            .Should().NotContain(decision => decision.Verdict == Verdict.Suspend || decision.Campaign != null);

    /// <summary>A dormitory, a mobile carrier: hundreds of people behind one address, each with a taste.</summary>
    [TestCase(21)]
    [TestCase(22)]
    public void Process_PeopleBehindOneAddress_AreNoCampaign(int seed)
    {
        var people = SwarmStream.Of(seed, people: 90, members: 0).Select(e => e with { Ip = 0x0A000001 });

        EngineRun.Decide(people, SwarmStream.Policy).Should().NotContain(d => d.Verdict == Verdict.Suspend);
    }

    /// <summary>An album comes out, and many people take all of it, in order and within hours.</summary>
    [TestCase(31)]
    [TestCase(32)]
    public void Process_FanClubOnTheDayOfAnAlbum_IsNoCampaign(int seed)
    {
        var people = SwarmStream.Of(seed, people: 60, members: 0);
        var album = people.Where(e => e.Account.EndsWith('7') || e.Account.EndsWith('3'))
            .Select(e => e with { Tracks = [StableHash.Combine((ulong)(e.TimeMicros / 700_000_000) % 120, 3)] });
        var events = people.Where(e => !e.Account.EndsWith('7') && !e.Account.EndsWith('3')).Concat(album)
            .OrderBy(e => e.TimeMicros);

        EngineRun.Decide(events, SwarmStream.Policy).Should().NotContain(d => d.Verdict == Verdict.Suspend);
    }

    /// <summary>Five accounts of one plan, one household, one taste.</summary>
    [TestCase(41)]
    [TestCase(42)]
    public void Process_FamilyOfOneTaste_IsNoCampaign(int seed)
    {
        var people = SwarmStream.Of(seed, people: 60, members: 0);
        var family = people.Where(e => e.Account == "person-1").ToList();
        var events = people.Concat(Enumerable.Range(0, 5).SelectMany(i => family.Select((e, place) => e with
        {
            Account = $"family-{i}",
            Plan = "family",
            TimeMicros = e.TimeMicros + (i * 40_000_000L),
            Id = e.Id + (ulong)i + 1,
            Tracks = place % 3 == i % 3 ? e.Tracks : family[(place * 7) % family.Count].Tracks,
        }))).OrderBy(e => e.TimeMicros);

        EngineRun.Decide(events, SwarmStream.Policy).Should().NotContain(d => d.Verdict == Verdict.Suspend);
    }

    /// <summary>All that is known of campaigns after a stream.</summary>
    private static byte[] KnownOf(List<StreamEvent> events, int shards)
    {
        using var engine = EngineRun.Create(SwarmStream.Policy, shards, threads: 2);
        EngineRun.Decide(engine, StreamEvent.Batch(events));
        return engine.Tracker.ToBytes();
    }

    private static string Plain(List<StreamEvent> events) =>
        EngineRun.Text(EngineRun.Decide(events, SwarmStream.Policy));
}
