using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

/// <summary>
/// What users of other systems complain of, each in their words and as a test that it does not happen.
/// </summary>
public sealed class ComplaintTests
{
    private const double Hour = 3_600;

    /// <summary>Suspends for eight tracks of metadata within an hour.</summary>
    private static readonly Policy Policy = TestPolicy.MetadataPerHour(8);

    private static readonly Policy Timed = Policy with
    {
        Ladder = new LadderOptions { SuspendFor = TimeSpan.FromHours(1), CooldownAfterRestore = TimeSpan.FromHours(6) },
    };

    /// <summary>"Delayed batches judged by wall clock: bans for old events".</summary>
    [Test]
    public void DelayedBatch_OfADaysEvents_IsJudgedByTheirOwnTimes()
    {
        // A person's day, a track each half hour, that arrives at once, ten hours after its end.
        var day = Enumerable.Range(0, 48).Select(i => Page(i * Hour / 2, "person", i));
        using var engine = EngineRun.Create(Policy);
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(Clock(34 * Hour)));
        decisions.AddRange(EngineRun.Decide(engine, StreamEvent.Batch(day)));
        decisions.AddRange(EngineRun.Decide(engine, StreamEvent.Batch(Clock(40 * Hour))));

        decisions.Should().BeEmpty();
        engine.Counters.Late.Should().Be(0, "they are late for the stream, not for their account");
    }

    /// <summary>"Delayed batches judged by wall clock": a delayed scraper is caught as of then.</summary>
    [Test]
    public void DelayedBatch_OfAScraper_IsDecidedAtTheTimeOfTheDeed()
    {
        using var engine = EngineRun.Create(Policy);
        EngineRun.Decide(engine, StreamEvent.Batch(Clock(10 * Hour)));
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(Walk("scraper", 0, 8)));

        decisions.Should().Equal(
            EngineRun.Decide([.. Walk("scraper", 0, 8), Clock(10 * Hour)], Policy), (a, b) => a.Id == b.Id);
        decisions.Should().ContainSingle().Which.TimeMicros.Should().Be(StreamEvent.StartMicros + 7_000_000);
    }

    /// <summary>"a 5-in-10-seconds rule fired on events 13 hours apart".</summary>
    [Test]
    public void HourlyRule_EventsThirteenHoursApart_DoesNotFire()
    {
        var apart = Enumerable.Range(0, 40).Select(i => Page(i * 13 * Hour, "person", i));
        EngineRun.Decide([.. apart, Clock(40 * 13 * Hour)], Policy).Should().BeEmpty();
    }

    /// <summary>"Many IPs, one actor: not seen as one."</summary>
    [Test]
    public void ManyAddresses_OfOneAccount_AreOneActor()
    {
        var walk = Walk("scraper", 0, 8).Select((e, i) => e with { Ip = (uint)(i + 1) << 8 });
        EngineRun.Decide([.. walk, Clock(Hour)], Policy).Should().ContainSingle()
            .Which.Verdict.Should().Be(Verdict.Suspend);
    }

    /// <summary>"And the reverse: shared NAT taken for one actor."</summary>
    [Test]
    public void SharedAddress_OfManyAccounts_IsNotOneActor()
    {
        var campus = Enumerable.Range(0, 200)
            .SelectMany(a => Walk($"student-{a}", a, 5, from: a * 10))
            .Select(e => e with { Ip = 0x0A000001 })
            .OrderBy(e => e.TimeMicros);
        EngineRun.Decide([.. campus, Clock(2 * Hour)], Policy).Should().BeEmpty();
    }

    /// <summary>
    /// "A decision that was made but silently never enforced": one lost with its process comes again.
    /// </summary>
    [Test]
    public void Decision_LostInACrash_ComesAgainUnderItsId()
    {
        using var first = EngineRun.Create(Policy);
        EngineRun.Decide(first, StreamEvent.Batch(Walk("scraper", 0, 4)));
        var saved = EngineRun.Checkpoint(first);
        StreamEvent[] rest = [.. Walk("scraper", 4, 4, from: 4), Clock(Hour)];
        var lost = EngineRun.Decide(first, StreamEvent.Batch(rest));

        using var second = EngineRun.Restore(saved, Policy);
        var again = EngineRun.Decide(second, StreamEvent.Batch(rest));

        again.Should().ContainSingle();
        EngineRun.Text(again).Should().Be(EngineRun.Text(lost));
    }

    /// <summary>"an API blip that flushed the whole block list": nothing but time and a person restores.</summary>
    [Test]
    public void Suspended_ThroughRestartAndSilence_StaySuspended()
    {
        using var first = EngineRun.Create(Policy);
        EngineRun.Decide(first, StreamEvent.Batch([.. Walk("scraper", 0, 8), Clock(Hour)])).Should().ContainSingle();
        using var second = EngineRun.Restore(EngineRun.Checkpoint(first), Policy);
        var year = Enumerable.Range(1, 12).Select(month => Clock(month * 34 * 24 * Hour));

        EngineRun.Decide(second, StreamEvent.Batch(year)).Should().BeEmpty();
        second.Summarize().Single(summary => summary.Account == "scraper").Verdict.Should().Be(Verdict.Suspend);
    }

    /// <summary>"Allowlists that lose against a rule".</summary>
    [Test]
    public void Allowlist_AgainstEveryRuleCanaryAndCohort_Wins()
    {
        var policy = Policy.Default with
        {
            Thresholds = new() { Observe = 0.0001, Throttle = 0.0002, Challenge = 0.0003, Suspend = 0.0004 },
            Rules = new RuleOptions
            {
                MaxAudioTracksPerHour = 1,
                MaxAudioTracksPerDay = 1,
                MaxMetadataTracksPerHour = 1,
                MaxMetadataTracksPerDay = 1,
                MaxActiveHoursPerDay = 1,
            },
            CanaryTracks = ["decoy"],
            Allowlist = ["partner"],
            Cohorts = [new Cohort { Name = "all", Thresholds = new() { Observe = 0.0001, Suspend = 0.0002 } }],
        };
        var decoy = Core.Hashing.StableHash.Hash64("decoy"u8);
        var events = Enumerable.Range(0, 2_000).SelectMany(i => new[]
        {
            StreamEvent.At(i * 100, "partner", Operation.Metadata, decoy, (ulong)i + 1),
            StreamEvent.At(i * 100, "stranger", Operation.Metadata, decoy, (ulong)i + 1),
            StreamEvent.At((i * 100) + 1, "partner", Operation.Audio, (ulong)i + 1),
        });
        var decisions = EngineRun.Decide(events, policy);

        decisions.Should().NotBeEmpty().And.OnlyContain(d => d.Account == "stranger");
    }

    /// <summary>"ban loops after restore".</summary>
    [Test]
    public void Restored_WhoGoesOnAsBefore_IsOnlyObservedForTheCooldown()
    {
        // A track every five minutes, over the bound in each hour; while suspended, nothing.
        using var engine = EngineRun.Create(Timed);
        var decisions = new List<Decision>();
        var isSuspended = false;
        for (var i = 0; i < 12 * 48; i++)
        {
            StreamEvent[] now = isSuspended ? [Clock(i * 300)] : [Clock(i * 300), Page(i * 300, "customer", i)];
            foreach (var decision in EngineRun.Decide(engine, StreamEvent.Batch(now)))
            {
                decisions.Add(decision);
                isSuspended = decision.Verdict == Verdict.Suspend
                    || (isSuspended && decision.Verdict != Verdict.Restore);
            }
        }

        var suspensions = decisions.Where(d => d.Verdict == Verdict.Suspend).Select(d => d.TimeMicros).ToArray();
        suspensions.Should().HaveCountGreaterThan(3, "it never stops");
        suspensions.Zip(suspensions.Skip(1)).Should().OnlyContain(pair => pair.Second - pair.First >= 25_200_000_000);
    }

    /// <summary>"offender state that never resets, or resets too soon".</summary>
    [Test]
    public void Offender_WhoseTimeIsOver_IsRestoredThenAndNotBefore()
    {
        StreamEvent[] ordinary = [.. Enumerable.Range(1, 100).Select(i => Page(i * Hour, "customer", i % 3))];
        var decisions = EngineRun.Decide([.. Walk("customer", 0, 8), .. ordinary], Timed);

        decisions.Select(d => d.Verdict).Should().Equal(Verdict.Suspend, Verdict.Restore);
        (decisions[1].TimeMicros - decisions[0].TimeMicros).Should().Be(3_600_000_000);
    }

    /// <summary>"Memory that grows with the number of actors until the process dies".</summary>
    [Test]
    public void ManyActors_OfOneVisitEach_DoNotGrowTheMemory()
    {
        using var engine = new DetectionEngine(new EngineOptions { MaxAccounts = 1_000 }, Policy, model: null);
        var bytes = 0L;
        for (var day = 0; day < 10; day++)
        {
            EngineRun.Decide(engine, StreamEvent.Batch(Enumerable.Range(0, 4_000)
                .Select(i => StreamEvent.At((day * 24 * Hour) + (i * 20), $"visitor-{day}-{i}", Operation.Other))));
            bytes = day == 0 ? engine.AccountBytes : bytes;
        }

        engine.AccountBytes.Should().Be(bytes);
        engine.AccountCount.Should().BeLessThanOrEqualTo(1_000);
        engine.Counters.EvictedEarly.Should().Be(39_000, "what is left out is counted");
    }

    /// <summary>"Safeguards that hit paying customers on unusual clients, with no way to see whom they hit."</summary>
    [Test]
    public void PayingCustomers_OnUnusualClients_CanBeWatchedInShadow()
    {
        var policy = Policy with
        {
            Cohorts = [new Cohort
            {
                Name = "third-party players", Plans = ["premium"], Clients = ["car-player"], Mode = PolicyMode.Shadow,
            }],
        };
        var events = new[] { "premium", "free" }.SelectMany(plan => Walk($"{plan}-customer", 0, 8)
            .Select(e => e with { Plan = plan, Client = "car-player" })).OrderBy(e => e.TimeMicros);
        var decisions = EngineRun.Decide([.. events, Clock(Hour)], policy);

        decisions.Select(d => (d.Account, d.Mode)).Should().BeEquivalentTo(
            [("premium-customer", PolicyMode.Shadow), ("free-customer", PolicyMode.Enforce)]);
        decisions.Should().OnlyContain(d => d.Reasons.Length > 0);
    }

    private static StreamEvent Clock(double second) => StreamEvent.At(second, "clock", Operation.Other);

    private static StreamEvent Page(double second, string account, int track) =>
        StreamEvent.At(second, account, Operation.Metadata, (ulong)track + 1);

    /// <summary>A new track each second.</summary>
    private static IEnumerable<StreamEvent> Walk(string account, int firstTrack, int tracks, double from = 0) =>
        Enumerable.Range(0, tracks).Select(i => Page(from + i, account, (firstTrack * 1_000) + i));
}
