using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Tests.Simulating;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Tests.Executing;

/// <summary>A person's own decision on an account.</summary>
public sealed class OrderTests
{
    private static readonly string SuspendOfK1 = PlanIds.OfOrder("k1", "u1", EffectKind.Suspend);

    [TestCase(CommandKind.Throttle, EffectKind.Throttle)]
    [TestCase(CommandKind.Challenge, EffectKind.Challenge)]
    [TestCase(CommandKind.Suspend, EffectKind.Suspend)]
    public async Task Order_AnAccountNobodyDecidedAbout_IsDoneInThePersonsNameOnce(CommandKind kind, EffectKind done)
    {
        using var world = new World();
        var command = world.Order("k1", kind, "u1");
        var outcome = await world.TakeAsync(command);
        await world.TakeAsync(command);
        await world.RunAsync();

        outcome.IsAccepted.Should().BeTrue(outcome.Detail);
        var id = PlanIds.OfOrder("k1", "u1", done);
        world.Service.Carried.Should().Equal(new Carried(id, "u1", done, Clock.Start));
        var effect = (await world.EffectsAsync("u1")).Should().ContainSingle().Which;
        (effect.Actor, effect.Command, effect.Reason, effect.Decision).Should().Be(("anna", "k1", "because", null));
        (await world.AuditAsync()).Select(entry => (entry.Fact.What, entry.Fact.Actor)).Should()
            .ContainInOrder(("account.ordered", "anna"), ("effect.due", "anna"), ("command.accepted", "anna"),
                ("effect.done", "anna"));
        (await world.AuditAsync()).Should().Contain(entry => entry.Fact.Why.Contains("as analyst: because"));
        (await world.EventsAsync()).Select(outgoing => outgoing.Event).Should().ContainSingle(told =>
            told.What == "effect.done" && told.Actor == "anna" && told.Effect == done);
    }

    [Test]
    public async Task Order_AllowedAccount_IsRefusedAndNothingIsPlanned([Values] bool byPolicy)
    {
        using var world = new World(policy: byPolicy ? World.Enforcing(allowlist: "u1") : null);
        if (!byPolicy)
        {
            await world.TakeAsync(world.Command("k0", CommandKind.Allow, World.Account("u1")));
        }

        var outcome = await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1"));
        await world.SettleAsync(TimeSpan.FromMinutes(1));

        outcome.IsAccepted.Should().BeFalse();
        world.Service.Calls.Should().BeEmpty();
        (await world.EffectsAsync("u1")).Should().BeEmpty();
        (await world.Store.AccountAsync("u1", default))?.Order.Should().BeNull();
    }

    [Test]
    public async Task Order_KillSwitch_WaitsUntilItGoesOn()
    {
        using var world = new World();
        await world.TakeAsync(world.Command("k0", CommandKind.Stop));
        var outcome = await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1"));
        await world.SettleAsync(TimeSpan.FromMinutes(2));
        world.Service.Calls.Should().BeEmpty();
        outcome.Detail.Should().Contain("stopped by anna");

        await world.TakeAsync(world.Command("k2", CommandKind.Resume));
        await world.SettleAsync(TimeSpan.FromMinutes(2));
        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
    }

    [Test]
    public async Task Order_BudgetUsedUp_IsHeldAndTheAccountThrottledUntilAPersonApproves()
    {
        using var world = new World(policy: World.Enforcing(new GuardOptions { SuspensionsPerHour = 1 }));
        await world.TakeAsync(World.Decision(World.Id(1), "u0", Verdict.Suspend));
        await world.RunAsync();
        var outcome = await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1"));
        await world.RunAsync();

        outcome.Detail.Should().StartWith("it waits for approval");
        world.Service.StateOf("u1").Should().Be(EffectKind.Throttle);
        (await world.Store.EffectAsync(SuspendOfK1, default))!.State.Should().Be(EffectState.Held);
        await world.TakeAsync(world.Command("k2", CommandKind.Approve, World.Account("u1")));
        await world.RunAsync();
        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
    }

    [Test]
    public async Task Order_HeldAndNobodyApproves_LapsesAndStandsNoMore()
    {
        var guard = new GuardOptions { SuspensionsPerHour = 0, ApprovalFor = TimeSpan.FromMinutes(5) };
        using var world = new World(policy: World.Enforcing(guard));
        await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1"));
        await world.SettleAsync(TimeSpan.FromMinutes(6));

        (await world.Store.EffectAsync(SuspendOfK1, default))!.State.Should().Be(EffectState.Rejected);
        (await world.Store.AccountAsync("u1", default))!.Order.Should().BeNull();
    }

    [Test]
    public async Task Order_CohortThatWantsApproval_IsApprovedByWhoOrders()
    {
        using var world = new World(policy: World.Enforcing(new GuardOptions { ApprovalCohorts = ["plan:premium"] }));
        world.Service.Profiles["u1"] = new AccountProfile { Plan = "premium" };
        await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1"));
        await world.RunAsync();

        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
        (await world.Store.AccountAsync("u1", default))!.Cohorts.Should().Contain("plan:premium");
    }

    [Test]
    public async Task Order_AccountCoolsDown_IsDoneAtOnce(
        [Values(CommandKind.Throttle, CommandKind.Challenge, CommandKind.Suspend)] CommandKind kind)
    {
        using var world = new World();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.RunAsync();
        await world.TakeAsync(world.Command("k0", CommandKind.Restore, World.Account("u1")));
        await world.RunAsync();
        await world.TakeAsync(world.Order("k1", kind, "u1"));
        await world.RunAsync();

        world.Service.StateOf("u1").ToString().Should().Be(kind.ToString());
    }

    [Test]
    public async Task Order_ShadowPolicy_IsRefused()
    {
        using var world = new World(policy: World.Enforcing() with { Mode = PolicyMode.Shadow });
        var outcome = await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1"));
        await world.RunAsync();

        outcome.Should().Be(new CommandOutcome(
            "k1", IsAccepted: false, "the policy is in shadow: nothing is done to anyone"));
        world.Service.Calls.Should().BeEmpty();
    }

    [TestCase(Verdict.Observe, EffectKind.Challenge)]
    [TestCase(Verdict.Restore, EffectKind.Challenge)]
    [TestCase(Verdict.Throttle, EffectKind.Challenge)]
    [TestCase(Verdict.Challenge, EffectKind.Challenge)]
    [TestCase(Verdict.Suspend, EffectKind.Suspend)]
    public async Task Take_DecisionAfterAnOrder_OnlyMoreIsDone(Verdict decided, EffectKind after)
    {
        using var world = new World();
        await world.TakeAsync(world.Order("k1", CommandKind.Challenge, "u1"));
        await world.RunAsync();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", decided, second: 9));
        await world.RunAsync();
        world.Service.StateOf("u1").Should().Be(after);

        // And back to what was ordered, however often the engine changes its mind.
        await world.TakeAsync(World.Decision(World.Id(2), "u1", Verdict.Restore, second: 10));
        await world.RunAsync();
        world.Service.StateOf("u1").Should().Be(EffectKind.Challenge);
        await world.TakeAsync(World.Decision(World.Id(3), "u1", Verdict.Suspend, second: 11));
        await world.RunAsync();
        await world.TakeAsync(World.Decision(World.Id(4), "u1", Verdict.Observe, second: 12));
        await world.RunAsync();
        world.Service.StateOf("u1").Should().Be(EffectKind.Challenge);
    }

    [Test]
    public async Task Step_HarsherSuspensionIsOver_TheOrderHoldsAgain()
    {
        var enforcement = new EnforcementOptions { SuspendFor = TimeSpan.FromMinutes(10) };
        using var world = new World(policy: World.Enforcing(enforcement: enforcement));
        await world.TakeAsync(world.Order("k1", CommandKind.Throttle, "u1"));
        await world.RunAsync();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend, second: 9));
        await world.RunAsync();
        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
        await world.SettleAsync(TimeSpan.FromMinutes(12));

        world.Service.StateOf("u1").Should().Be(EffectKind.Throttle);
        world.Service.Carried.Select(carried => carried.Kind).Should()
            .Equal(EffectKind.Throttle, EffectKind.Suspend, EffectKind.Throttle);
    }

    [Test]
    public async Task Order_WithAnEnd_IsRestoredThenAndStandsNoMore()
    {
        using var world = new World();
        var until = world.Clock.Now + 600_000_000;
        await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1") with { UntilMicros = until });
        await world.RunAsync();
        world.Service.Calls[0].UntilMicros.Should().Be(until);
        await world.SettleAsync(TimeSpan.FromMinutes(9));
        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
        await world.SettleAsync(TimeSpan.FromMinutes(2));

        world.Service.StateOf("u1").Should().BeNull();
        (await world.Store.AccountAsync("u1", default))!.Order.Should().BeNull();
    }

    [Test]
    public async Task Order_EndComesWhileItIsStopped_IsNeverDone()
    {
        using var world = new World { Stop = "the file is there" };
        var until = world.Clock.Now + 60_000_000;
        await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1") with { UntilMicros = until });
        await world.SettleAsync(TimeSpan.FromMinutes(2));
        world.Stop = null;
        await world.SettleAsync(TimeSpan.FromMinutes(2));

        world.Service.Calls.Should().BeEmpty();
        (await world.Store.EffectAsync(SuspendOfK1, default))!.State.Should().Be(EffectState.Superseded);
        (await world.Store.CasesAsync(onlyOpen: true, 0, 9, default)).Should().BeEmpty();
    }

    [Test]
    public async Task Order_LessThanWhatHolds_TakesItsPlace()
    {
        using var world = new World();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.RunAsync();
        await world.TakeAsync(world.Order("k1", CommandKind.Throttle, "u1"));
        await world.RunAsync();

        world.Service.StateOf("u1").Should().Be(EffectKind.Throttle);
    }

    [Test]
    public async Task Order_WhatHoldsAlready_IsPinnedWithoutACall()
    {
        using var world = new World();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Suspend));
        await world.RunAsync();
        await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1"));
        await world.TakeAsync(World.Decision(World.Id(2), "u1", Verdict.Restore, second: 9));
        await world.RunAsync();

        world.Service.Calls.Should().ContainSingle();
        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
    }

    [Test]
    public async Task Restore_AnOrderedAccount_TheOrderStandsNoMore()
    {
        using var world = new World();
        await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1"));
        await world.RunAsync();
        await world.TakeAsync(world.Command("k2", CommandKind.Restore, World.Account("u1")));
        await world.RunAsync();
        await world.TakeAsync(World.Decision(World.Id(1), "u1", Verdict.Observe));
        await world.RunAsync();

        world.Service.StateOf("u1").Should().BeNull();
        (await world.Store.CasesAsync(onlyOpen: true, 0, 9, default)).Should().BeEmpty();
    }

    [Test]
    public async Task Order_CallHangsWhenTheNextComes_EndsAsTheLastOneSays([Range(1, 8)] int seed)
    {
        using var world = new World(seed);
        world.Service.Faults = new Faults { Hangs = 1 };
        await world.TakeAsync(world.Order("k1", CommandKind.Suspend, "u1"));
        await world.RunAsync();
        await world.TakeAsync(world.Order("k2", CommandKind.Throttle, "u1"));
        world.Service.Faults = Faults.None;
        world.Service.EndHanging();
        await world.Actioner.AnyCallAsync();
        await world.SettleAsync(TimeSpan.FromMinutes(5));

        world.Service.StateOf("u1").Should().Be(EffectKind.Throttle, $"seed {seed}");
    }
}
