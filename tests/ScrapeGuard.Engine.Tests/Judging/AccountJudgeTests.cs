using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Judging;

/// <summary>What accounts do, through the whole engine, and what is decided of them.</summary>
public sealed class AccountJudgeTests
{
    /// <summary>Later than all: lets time pass, and does nothing of note.</summary>
    private static readonly StreamEvent Later = StreamEvent.At(7_200, "clock", Operation.Other);

    [TestCase(7, 0)]
    [TestCase(8, 1)]
    public void Judge_RuleBroken_SuspendsAtTheEventThatBrokeIt(int tracks, int expected)
    {
        // A new account is looked at with its fourth and its eighth track.
        var decisions = EngineRun.Decide([.. Walk("scraper", tracks), Later], TestPolicy.MetadataPerHour(8));

        decisions.Should().HaveCount(expected);
        if (expected == 1)
        {
            var decision = decisions[0];
            decision.Verdict.Should().Be(Verdict.Suspend);
            decision.TimeMicros.Should().Be(StreamEvent.StartMicros + 7_000_000);
            decision.Account.Should().Be("scraper");
            decision.Score.Should().BeApproximately(0.95, 1e-9);
            decision.Reasons.Should().Equal(new Reason("rule.metadata-tracks-1h", 8, 8, decision.Score));
            decision.Exposure.Should().Be(new Exposure(8, 0, 800));
            decision.Model.Should().Be("none");
            decision.Policy.Should().Be("default");
            decision.Mode.Should().Be(PolicyMode.Enforce);
            decision.Id.Should().MatchRegex("^[0-9a-f]{32}$");
        }
    }

    [Test]
    public void Judge_TimedVerdict_RestoresAtItsEndWithoutAnotherEventOfTheAccount()
    {
        var policy = TestPolicy.MetadataPerHour(8) with
        {
            Ladder = new LadderOptions { SuspendFor = TimeSpan.FromMinutes(30) },
        };
        var decisions = EngineRun.Decide([.. Walk("scraper", 8), Later], policy);

        decisions.Select(d => d.Verdict).Should().Equal(Verdict.Suspend, Verdict.Restore);
        decisions[1].TimeMicros.Should().Be(StreamEvent.StartMicros + ((7 + 1_800) * 1_000_000L));
        decisions[1].Reasons.Should().ContainSingle().Which.Code.Should().Be("ladder.expired");
        decisions[1].Score.Should().Be(0);
        decisions[1].Exposure.Tracks.Should().Be(8);
    }

    [Test]
    public void Judge_StepOfNoTime_EndsAfterItBegan()
    {
        // A file may say 0s; the restore then still has to come after the verdict.
        var policy = TestPolicy.MetadataPerHour(8) with
        {
            Thresholds = new() { Suspend = 1 },
            Ladder = new LadderOptions { ChallengeFor = TimeSpan.Zero },
        };
        var walk = Walk("scraper", 8).Select(e => e with { TimeMicros = e.TimeMicros + 900_000 });
        var decisions = EngineRun.Decide([.. walk, Later], policy);

        decisions.Select(d => d.Verdict).Should().Equal(Verdict.Challenge, Verdict.Restore);
        decisions.Select(d => d.TimeMicros - StreamEvent.StartMicros).Should().Equal(7_900_000, 8_000_000);
    }

    [Test]
    public void Judge_HeldEvents_AreNotJudgedBeforeTheGraceIsOver()
    {
        using var engine = EngineRun.Create(TestPolicy.MetadataPerHour(8));
        EngineRun.Decide(engine, StreamEvent.Batch(Walk("scraper", 8))).Should().BeEmpty();
        EngineRun.Decide(engine, StreamEvent.Batch(StreamEvent.At(67.9, "clock", Operation.Other))).Should().BeEmpty();
        EngineRun.Decide(engine, StreamEvent.Batch(StreamEvent.At(68, "clock", Operation.Other)))
            .Should().ContainSingle();
    }

    [TestCase(1, Verdict.Challenge)]
    [TestCase(2, Verdict.Suspend)]
    public void Judge_CanaryTracks_CountFromTheFirst(int canaries, Verdict expected)
    {
        var policy = Policy.Default with { Rules = TestPolicy.NoRules, CanaryTracks = ["decoy-1", "decoy-2"] };
        ulong[] tracks = [.. new[] { "decoy-1", "decoy-2" }.Take(canaries).Select(HashOf)];
        var events = Walk("walker", 20).ToList();
        events[3] = events[3] with { Tracks = tracks };

        var decisions = EngineRun.Decide([.. events, Later], policy);

        decisions.Should().ContainSingle().Which.Verdict.Should().Be(expected);
        decisions[0].Reasons.Should().ContainSingle().Which.Code.Should().Be("rule.canary-24h");
    }

    [Test]
    public void Judge_CanaryOfAnotherDay_IsForgotten()
    {
        var policy = Policy.Default with { Rules = TestPolicy.NoRules, CanaryTracks = ["decoy"] };
        var canary = StreamEvent.At(0, "walker", Operation.Metadata, HashOf("decoy"));
        var later = Walk("walker", 20).Select(e => e with { TimeMicros = e.TimeMicros + (40 * 3_600_000_000L) });

        EngineRun.Decide([canary, .. later], policy).Should().BeEmpty();
    }

    [TestCase("premium", Verdict.Observe, PolicyMode.Enforce)]
    [TestCase("free", Verdict.Suspend, PolicyMode.Shadow)]
    [TestCase("family", Verdict.Suspend, PolicyMode.Enforce)]
    public void Judge_ByCohort_TakesItsMostAndItsMode(string plan, Verdict verdict, PolicyMode mode)
    {
        var policy = TestPolicy.MetadataPerHour(16) with
        {
            Cohorts =
            [
                new Cohort { Name = "paying", Plans = ["premium"], MaxVerdict = Verdict.Observe },
                new Cohort { Name = "trial", Plans = ["free"], Mode = PolicyMode.Shadow },
            ],
        };
        var decisions = EngineRun.Decide([.. Walk("a", 40).Select(e => e with { Plan = plan }), Later], policy);

        decisions.Should().ContainSingle();
        decisions[0].Verdict.Should().Be(verdict);
        decisions[0].Mode.Should().Be(mode);
    }

    [Test]
    public void Judge_AfterARestore_OnlyObservesUntilTheCooldownIsOver()
    {
        var policy = TestPolicy.MetadataPerHour(16) with
        {
            Ladder = new LadderOptions
            {
                SuspendFor = TimeSpan.FromMinutes(10),
                ObserveFor = TimeSpan.FromHours(100),
                CooldownAfterRestore = TimeSpan.FromHours(2),
            },
        };

        // A request every ten seconds for four hours: over the bound all the time.
        var events = Enumerable.Range(0, 1_440)
            .Select(i => StreamEvent.At(i * 10, "scraper", Operation.Metadata, 1_000 + (ulong)i))
            .Where(e => e.TimeMicros < Micros(200) || e.TimeMicros > Micros(900));
        var decisions = EngineRun.Decide([.. events], policy);

        decisions.Take(4).Select(d => d.Verdict)
            .Should().Equal(Verdict.Suspend, Verdict.Restore, Verdict.Observe, Verdict.Suspend);
        var restored = decisions[1].TimeMicros;
        decisions[2].TimeMicros.Should().BeGreaterThan(restored).And.BeLessThan(restored + 3_600_000_000);
        decisions[3].TimeMicros.Should().BeGreaterThanOrEqualTo(restored + 7_200_000_000);
    }

    private static long Micros(long second) => StreamEvent.StartMicros + (second * 1_000_000);

    private static ulong HashOf(string track) =>
        Core.Hashing.StableHash.Hash64(System.Text.Encoding.UTF8.GetBytes(track));

    /// <summary>A track a second.</summary>
    private static IEnumerable<StreamEvent> Walk(string account, int tracks) =>
        Enumerable.Range(0, tracks).Select(i =>
            StreamEvent.At(i, account, Operation.Metadata, 1_000 + (ulong)i) with { Bytes = 100 });
}
