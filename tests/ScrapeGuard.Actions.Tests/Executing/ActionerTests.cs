using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Actions.Tests.Simulating;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Tests.Executing;

public sealed class ActionerTests
{
    [Test]
    public async Task Step_SuspendDecision_SuspendsWithItsIdAsKey()
    {
        using var world = new World();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.RunAsync();
        world.Service.Carried.Should().ContainSingle().Which.Should()
            .Be(new Carried(World.Id(1), "u1", EffectKind.Suspend, Clock.Start));
        (await world.Store.AccountAsync("u1", default))!.Applied.Should().Be(EffectKind.Suspend);
    }

    [Test]
    public async Task Take_SameDecisionAgain_DoesNothing()
    {
        using var world = new World();
        var decision = World.Decision(World.Id(1), "u1", Verdict.Suspend);
        await world.TakeAsync(decision, decision);
        await world.RunAsync();
        await world.TakeAsync(decision);
        await world.RunAsync();
        world.Service.Calls.Should().ContainSingle();
        world.Actioner.Counters.RepeatedDecisions.Should().Be(2);
    }

    [Test]
    public async Task Take_OlderDecisionAfterNewer_IsRecordedAndNotActedOn()
    {
        using var world = new World();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Restore, second: 5));
        await world.TakeAsync(World.Decision(World.Id(2), "u1", Verdict.Suspend, second: 4));
        await world.RunAsync();
        world.Service.Calls.Should().BeEmpty();
        world.Actioner.Counters.Decisions(DecisionFate.Superseded).Should().Be(1);
    }

    [Test]
    public async Task Take_RestoreDecision_UndoesAndClosesTheCase()
    {
        using var world = new World();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.RunAsync();
        await world.TakeAsync(World.Decision(World.Id(2), "u1", Verdict.Restore, second: 9));
        await world.RunAsync();
        world.Service.StateOf("u1").Should().BeNull();
        (await world.EventsAsync()).Select(outgoing => outgoing.Event.What).Should()
            .Equal("case.opened", "effect.done", "effect.done", "case.closed");
    }

    [Test]
    public async Task Step_ReplyLost_AsksAndDoesNotCallAgain()
    {
        using var world = new World();
        world.Service.Faults = new Faults { LostAfter = 1, ForgetsKeys = true };
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.RunAsync();
        await world.SettleAsync(TimeSpan.FromMinutes(1));
        world.Service.Calls.Should().ContainSingle();
        world.Service.Questions.Should().ContainSingle();
        (await world.EffectsAsync("u1"))[0].State.Should().Be(EffectState.Done);
    }

    [Test]
    public async Task Step_CrashWhileACallHangs_AsksBeforeItCallsAgain()
    {
        using var world = new World();
        world.Service.Faults = new Faults { Hangs = 1 };
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.RunAsync();
        world.Crash();
        world.Service.Faults = Faults.None;
        await world.SettleAsync(TimeSpan.FromMinutes(3));
        world.Service.Questions.Should().ContainSingle();
        world.Service.Carried.Should().ContainSingle();
        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
    }

    [Test]
    public async Task Step_ServiceAwayForLong_FailsAndTellsPeopleOnce()
    {
        using var world = new World(options: new() { MaxAttempts = 4 });
        world.Service.Faults = new Faults { NotDone = 1 };
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.SettleAsync(TimeSpan.FromMinutes(10));
        world.Service.Calls.Should().HaveCount(4);
        (await world.EventsAsync()).Count(outgoing => outgoing.Event.What == "effect.failed").Should().Be(1);
        (await world.Store.CaseAsync((await world.EffectsAsync("u1"))[0].Case, default))!.IsOpen.Should().BeTrue();

        world.Service.Faults = Faults.None;
        var approved = await world.TakeAsync(world.Command("k1", CommandKind.Approve, World.Account("u1")));
        await world.RunAsync();
        approved.IsAccepted.Should().BeTrue();
        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
    }

    [Test]
    public async Task Stop_CallsUnderWay_RecordsThoseAnsweredAndBreaksOffTheOthers()
    {
        using var world = new World();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.Actioner.StepAsync(default);
        world.Service.Faults = new Faults { Hangs = 1 };
        await world.TakeAsync(World.Decision(World.Id(2), "u2", Verdict.Suspend));
        await world.Actioner.StepAsync(default);
        await world.Actioner.StopAsync(new CancellationToken(canceled: true));
        (await world.EffectsAsync("u1"))[0].State.Should().Be(EffectState.Done);
        (await world.EffectsAsync("u2"))[0].State.Should().Be(EffectState.InFlight);
        world.Actioner.CallsUnderWay.Should().Be(0);
    }

    [Test]
    public async Task Step_KillSwitch_NothingIsDoneButRestores()
    {
        using var world = new World();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.RunAsync();
        await world.TakeAsync(world.Command("k1", CommandKind.Stop));
        await world.TakeAsync(World.Decision(World.Id(2), "u2", Verdict.Suspend));
        await world.TakeAsync(world.Command("k2", CommandKind.Restore, World.Account("u1")));
        await world.SettleAsync(TimeSpan.FromMinutes(5));
        world.Service.StateOf("u1").Should().BeNull();
        world.Service.StateOf("u2").Should().BeNull();
        await world.TakeAsync(world.Command("k3", CommandKind.Resume));
        await world.SettleAsync(TimeSpan.FromMinutes(2));
        world.Service.StateOf("u2").Should().Be(EffectKind.Suspend);
    }

    [Test]
    public async Task Step_StopFromOutside_NothingIsDone()
    {
        using var world = new World { Stop = "the file is there" };
        await world.TakeAsync(World.Decision(World.Id(2), "u2", Verdict.Throttle));
        await world.SettleAsync(TimeSpan.FromMinutes(1));
        world.Service.Calls.Should().BeEmpty();
    }

    [Test]
    public async Task Step_Campaign_IsTakenDownAtOneMoment()
    {
        var enforcement = new EnforcementOptions
        {
            CampaignGathering = TimeSpan.FromMinutes(1),
            Jitter = TimeSpan.FromHours(1),
        };
        using var world = new World(policy: World.Enforcing(enforcement: enforcement));
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend, campaign: "c"));
        world.Clock.Pass(TimeSpan.FromSeconds(40));
        await world.TakeAsync(World.Decision(World.Id(2), "u2", Verdict.Suspend, campaign: "c"));
        await world.RunAsync();
        world.Service.Calls.Should().BeEmpty();
        world.Clock.Pass(TimeSpan.FromSeconds(20));
        await world.RunAsync();
        world.Service.Calls.Should().HaveCount(2);
        (await world.EffectsAsync("u1"))[0].Case.Should().Be((await world.EffectsAsync("u2"))[0].Case);
    }

    [Test]
    public async Task Step_Jitter_IsTheEffectsOwn()
    {
        var enforcement = new EnforcementOptions { Jitter = TimeSpan.FromMinutes(10) };
        var dues = new List<long>();
        foreach (var _ in (int[])[1, 2])
        {
            using var world = new World(policy: World.Enforcing(enforcement: enforcement));
            await world.TakeAsync(World.Decision(World.Id(77), "u1", Verdict.Throttle),
                World.Decision(World.Id(78), "u2", Verdict.Throttle));
            dues.Add((await world.EffectsAsync("u1"))[0].DueMicros);
            dues.Add((await world.EffectsAsync("u2"))[0].DueMicros);
        }

        dues[0].Should().Be(dues[2]).And.BeInRange(Clock.Start, Clock.Start + 600_000_000);
        dues[1].Should().Be(dues[3]).And.NotBe(dues[0]);
    }
}
