using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Accounts;

/// <summary>Accounts that are forgotten, and what that changes: as long as no limit is met, nothing.</summary>
public sealed class AccountEvictionTests
{
    private const double Day = 86_400;

    private static readonly Policy Policy = TestPolicy.MetadataPerHour(8);

    [TestCase(0, 2, 0)]
    [TestCase(1, 1, 1)]
    public void Process_AfterThirtyDaysOfSilence_TheAccountStartsAnew(int secondsOver, int events, int forgotten)
    {
        using var engine = EngineRun.Create(Policy);
        var heard = new List<AccountSummary>();
        engine.OnForgotten(heard.Add);
        var back = (30 * Day) + secondsOver;
        EngineRun.Decide(engine, StreamEvent.Batch(
            StreamEvent.At(0, "a", Operation.Audio, 1, 2, 3),
            StreamEvent.At(back, "a", Operation.Audio, 4),
            StreamEvent.At(back + 61, "clock", Operation.Other)));

        var kept = engine.Summarize().Single(summary => summary.Account == "a");
        kept.Events.Should().Be(events);
        kept.Exposure.AudioTracks.Should().Be(forgotten == 0 ? 4 : 1);
        kept.FirstMicros.Should().Be(StreamEvent.StartMicros + (forgotten == 0 ? 0 : (long)(back * 1_000_000)));
        heard.Select(summary => (summary.Events, summary.Exposure.AudioTracks)).Should().Equal(
            Enumerable.Repeat((1L, 3L), forgotten));
    }

    [Test]
    public void Process_IdleEvictedOrNot_DecidesTheSame() => Property.HoldsForSeeds(seed =>
    {
        var visits = Visits(seed);
        var policy = RandomPolicy.Of(seed);

        // Who is suspended for ever stays, and would leave the others too little room.
        policy = policy with { Ladder = policy.Ladder with { SuspendFor = TimeSpan.FromHours(2) } };
        var roomy = Run(visits, policy, maxAccounts: 1_000_000);
        var tiny = Run(visits, policy, maxAccounts: 6);

        tiny.Text.Should().Be(roomy.Text, $"seed {seed}");
        roomy.Counters.EvictedEarly.Should().Be(0);
    });

    [Test]
    public void Process_IdleVisitorsOverRoom_AreEvictedAndCounted()
    {
        // The streams above do evict: else they would show nothing.
        var (_, counters, count) = Run(Visits(1), Policy.Default, maxAccounts: 6);
        (counters.EvictedEarly + counters.EvictedIdle).Should().BePositive();
        count.Should().BeLessThanOrEqualTo(6);
    }

    [Test]
    public void Process_MoreAccountsThanRoom_MakesRoomAndCountsIt()
    {
        // One event each, two minutes apart: each is judged before the next comes.
        var events = Enumerable.Range(0, 500).Select(i => StreamEvent.At(i * 120, $"visitor-{i}", Operation.Other));
        using var engine = new DetectionEngine(new EngineOptions { MaxAccounts = 20 }, Policy, model: null);
        var forgotten = new List<string>();
        engine.OnForgotten(summary => forgotten.Add(summary.Account));
        foreach (var e in events)
        {
            EngineRun.Decide(engine, StreamEvent.Batch(e));
            engine.AccountCount.Should().BeLessThanOrEqualTo(20);
        }

        engine.Counters.EvictedEarly.Should().Be(480);
        forgotten.Should().Equal(Enumerable.Range(0, 480).Select(i => $"visitor-{i}"), "the idlest make room");
    }

    [Test]
    public void Process_FlaggedAccounts_AreNeverEvicted()
    {
        var scrapers = Enumerable.Range(0, 10).SelectMany(a => Enumerable.Range(0, 8).Select(i =>
            StreamEvent.At(i, $"scraper-{a}", Operation.Metadata, (ulong)((a * 100) + i + 1))));
        var visitors = Enumerable.Range(1, 300).Select(i => StreamEvent.At(i * 3_600, $"visitor-{i}", Operation.Other));
        using var engine = new DetectionEngine(new EngineOptions { MaxAccounts = 12 }, Policy, model: null);
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(scrapers), StreamEvent.Batch(visitors));

        decisions.Should().HaveCount(10).And.OnlyContain(d => d.Verdict == Verdict.Suspend);
        engine.Counters.EvictedEarly.Should().BeGreaterThan(200);
        engine.Summarize().Count(summary => summary.Verdict == Verdict.Suspend).Should().Be(10);
    }

    [Test]
    public void Process_EveryAccountFlagged_GrowsRatherThanForgets()
    {
        var scrapers = Enumerable.Range(0, 10).SelectMany(a => Enumerable.Range(0, 8).Select(i =>
            StreamEvent.At((a * 600) + i, $"scraper-{a}", Operation.Metadata, (ulong)((a * 100) + i + 1))));
        using var engine = new DetectionEngine(new EngineOptions { MaxAccounts = 2 }, Policy, model: null);
        EngineRun.Decide(engine, StreamEvent.Batch(scrapers));

        engine.AccountCount.Should().Be(10);
        engine.Counters.EvictedEarly.Should().Be(0);
    }

    [Test]
    public void MakeRoom_ManyFlaggedAccounts_LooksAtAFewAndGoesOnNextTime()
    {
        var table = new AccountTable();
        for (var i = 1UL; i <= 20_000; i++)
        {
            table[table.Add(new AccountKey(i, i), "name"u8)].Verdict = Verdict.Suspend;
        }

        // The only one that can go lies far from where the search begins.
        table[table.Find(new AccountKey(3_000, 3_000))].Verdict = Verdict.None;
        var eviction = new AccountEviction(table);
        var searches = 1;
        while (eviction.MakeRoom() == 0 && searches < 1_000)
        {
            searches++;
        }

        searches.Should().BeInRange(3, 30, "a search looks at some hundred, not at all 20,000");
        table.Find(new AccountKey(3_000, 3_000)).Should().BeNegative();
        table.Count.Should().Be(19_999);
    }

    [Test]
    public void Process_HeldEventsOfManyAccounts_NeverLoseOne()
    {
        // All within the grace: nobody can make room, for each has an event held back.
        var events = Enumerable.Range(0, 400).Select(i => StreamEvent.At(i * 0.1, $"visitor-{i}", Operation.Other));
        using var engine = new DetectionEngine(new EngineOptions { MaxAccounts = 5 }, Policy, model: null);
        EngineRun.Decide(engine, StreamEvent.Batch(events));

        engine.AccountCount.Should().Be(400);
        engine.Summarize().Sum(summary => summary.Events).Should().Be(400);
    }

    private static (string Text, EngineCounters Counters, long Count) Run(
        List<StreamEvent> events, Policy policy, int maxAccounts)
    {
        using var engine = new DetectionEngine(new EngineOptions { MaxAccounts = maxAccounts }, policy, model: null);
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(events));
        return (EngineRun.Text(decisions), engine.Counters, engine.AccountCount);
    }

    /// <summary>
    /// Bursts of six accounts at a time, each burst of a day, 31 days and more apart: whoever makes room has been idle
    /// for over 30 days. An account may come in several bursts.
    /// </summary>
    private static List<StreamEvent> Visits(int seed)
    {
        var random = new Random(seed);
        var events = new List<StreamEvent>();
        var start = 0.0;
        for (var burst = 0; burst < 5; burst++)
        {
            var names = Enumerable.Range(0, 14).OrderBy(_ => random.Next()).Take(6).ToArray();
            var part = RandomStream.Of(seed + burst, accounts: 6, events: 120);
            var first = part[0].TimeMicros;
            events.AddRange(part.Select(e => e with
            {
                TimeMicros = e.TimeMicros - first + StreamEvent.StartMicros + (long)(start * 1_000_000),
                Account = names[e.Account[^1] - '0'].ToString(),
            }));
            start = ((events[^1].TimeMicros - StreamEvent.StartMicros) / 1e6) + (30 * Day) + random.Next(1, 400_000);
        }

        return events;
    }
}
