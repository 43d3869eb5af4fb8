using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Tests.Simulating;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Tests.Executing;

/// <summary>The ladder in time: repeats, ends, restores by themselves, and the time after them.</summary>
public sealed class LadderTests
{
    private const long Minute = 60_000_000;

    private static readonly EnforcementOptions Timed = new()
    {
        SuspendFor = TimeSpan.FromMinutes(60),
        ThrottleFor = TimeSpan.FromMinutes(10),
        ChallengeFor = TimeSpan.FromMinutes(20),
        RepeatFactor = 2,
        LastingFromSuspension = 4,
        RepeatWithin = TimeSpan.FromDays(2),
        CooldownAfterRestore = TimeSpan.Zero,
        CampaignGathering = TimeSpan.Zero,
    };

    [Test]
    public async Task Suspend_AgainAndAgain_LastsTwiceAsLongAndThenUntilAPersonSaysSo()
    {
        using var world = new World(policy: World.Enforcing(enforcement: Timed));
        foreach (var (number, minutes) in new[] { (1, 60), (2, 120), (3, 240) })
        {
            await DecideAsync(world, number, Verdict.Suspend);
            world.Service.Calls[^1].UntilMicros.Should()
                .Be(world.Clock.Now + (minutes * Minute), $"suspension {number}");
            world.Clock.Pass(TimeSpan.FromMinutes(minutes) - TimeSpan.FromMilliseconds(1));
            await world.RunAsync();
            world.Service.StateOf("u1").Should().Be(EffectKind.Suspend, $"suspension {number} is not over yet");
            world.Clock.Pass(TimeSpan.FromMilliseconds(1));
            await world.RunAsync();
            world.Service.StateOf("u1").Should().BeNull($"suspension {number} is over");
        }

        await DecideAsync(world, 4, Verdict.Suspend);
        world.Service.Calls[^1].UntilMicros.Should().BeNull();
        await world.SettleAsync(TimeSpan.FromHours(20));
        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
    }

    [Test]
    public async Task Suspend_LongAfterTheLastOneEnded_BeginsAnew()
    {
        using var world = new World(policy: World.Enforcing(enforcement: Timed));
        await DecideAsync(world, 1, Verdict.Suspend);
        world.Clock.Pass(TimeSpan.FromHours(1));
        await world.RunAsync();
        world.Clock.Pass(Timed.RepeatWithin + TimeSpan.FromMilliseconds(1));
        await DecideAsync(world, 2, Verdict.Suspend);

        world.Service.Calls[^1].UntilMicros.Should().Be(world.Clock.Now + (60 * Minute));
    }

    [TestCase(Verdict.Throttle, 10)]
    [TestCase(Verdict.Challenge, 20)]
    public async Task Step_TimeOfAnEffectIsOver_RestoresByItselfAndClosesTheCase(Verdict verdict, int minutes)
    {
        using var world = new World(policy: World.Enforcing(enforcement: Timed));
        await DecideAsync(world, 1, verdict);
        world.Clock.Pass(TimeSpan.FromMinutes(minutes));
        await world.RunAsync();

        world.Service.Carried[^1].Should().Match<Carried>(carried => carried.Kind == EffectKind.Restore
            && carried.BegunMicros == Clock.Start + (minutes * Minute));
        (await world.EffectsAsync("u1"))[0].Actor.Should().Be("scrapeguard");
        (await world.Store.CasesAsync(onlyOpen: true, 0, 9, default)).Should().BeEmpty();
    }

    [Test]
    public async Task Step_TimeIsOverAndTheServiceIsAway_RestoresWhenItIsBack()
    {
        using var world = new World(policy: World.Enforcing(enforcement: Timed), options: new() { MaxAttempts = 3 });
        await DecideAsync(world, 1, Verdict.Throttle);
        world.Service.Faults = new Faults { NotDone = 1 };
        world.Clock.Pass(TimeSpan.FromMinutes(10));
        await world.SettleAsync(TimeSpan.FromMinutes(30));
        world.Service.StateOf("u1").Should().Be(EffectKind.Throttle);
        (await world.EventsAsync()).Should().Contain(outgoing => outgoing.Event.What == "effect.failed");

        world.Service.Faults = Faults.None;
        await world.SettleAsync(TimeSpan.FromHours(2));
        world.Service.StateOf("u1").Should().BeNull();
    }

    [Test]
    public async Task Take_DecisionsAllThroughTheCooldown_SuspendNobodyByThemselves([Values] bool byPerson)
    {
        var enforcement = Timed with { CooldownAfterRestore = TimeSpan.FromHours(6) };
        using var world = new World(policy: World.Enforcing(enforcement: enforcement));
        await DecideAsync(world, 1, Verdict.Suspend);
        if (byPerson)
        {
            await world.TakeAsync(world.Command("k1", CommandKind.Restore, World.Account("u1")));
        }
        else
        {
            world.Clock.Pass(TimeSpan.FromHours(1));
        }

        await world.RunAsync();
        world.Service.StateOf("u1").Should().BeNull();
        var calls = world.Service.Calls.Count;
        Verdict[] verdicts = [Verdict.Suspend, Verdict.Throttle, Verdict.Observe, Verdict.Challenge];
        for (var i = 0; i < 350; i++)
        {
            await DecideAsync(world, i + 2, verdicts[i % verdicts.Length]);
            world.Clock.Pass(TimeSpan.FromMinutes(1));
        }

        world.Service.Calls.Should().HaveCount(calls, "it would be a loop of bans and restores");
        await DecideAsync(world, 900, Verdict.Suspend);
        (await world.EffectsAsync("u1"))[0].State.Should().Be(EffectState.Held);
        world.Clock.Pass(TimeSpan.FromMinutes(11));
        await DecideAsync(world, 901, Verdict.Observe);
        await DecideAsync(world, 902, Verdict.Suspend);
        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend, "the cool-down is over");
    }

    [Test]
    public async Task Take_LessThanASuspensionInTheCooldown_IsDoneAtItsEnd()
    {
        var enforcement = Timed with { CooldownAfterRestore = TimeSpan.FromHours(6) };
        using var world = new World(policy: World.Enforcing(enforcement: enforcement));
        await DecideAsync(world, 1, Verdict.Suspend);
        await world.TakeAsync(world.Command("k1", CommandKind.Restore, World.Account("u1")));
        await DecideAsync(world, 2, Verdict.Throttle);
        world.Service.StateOf("u1").Should().BeNull();
        world.Clock.Pass(TimeSpan.FromHours(6));
        await world.RunAsync();

        world.Service.Carried[^1].Should().Match<Carried>(carried => carried.Kind == EffectKind.Throttle
            && carried.BegunMicros == Clock.Start + (360 * Minute));
    }

    [Test]
    public async Task Take_RestoreByADecision_StartsNoCooldown()
    {
        var enforcement = Timed with { CooldownAfterRestore = TimeSpan.FromHours(6) };
        using var world = new World(policy: World.Enforcing(enforcement: enforcement));
        await DecideAsync(world, 1, Verdict.Suspend);
        await DecideAsync(world, 2, Verdict.Restore);
        await DecideAsync(world, 3, Verdict.Suspend);

        world.Service.StateOf("u1").Should().Be(EffectKind.Suspend);
        (await world.Store.AccountAsync("u1", default))!.Suspensions.Should().Be(2);
    }

    [Test]
    public async Task Step_Jitter_SpreadsAllOverItsTimeAndSurvivesACrash()
    {
        var jitter = new EnforcementOptions { Jitter = TimeSpan.FromMinutes(10) };
        using var world = new World(policy: World.Enforcing(enforcement: jitter), options: new() { MaxCalls = 1_000 });
        await world.TakeAsync([.. Enumerable.Range(0, 200)
            .Select(i => World.Decision(World.Id(i + 1), $"u{i}", Verdict.Throttle))]);
        var planned = new Dictionary<string, long>();
        for (var i = 0; i < 200; i++)
        {
            planned[$"u{i}"] = (await world.EffectsAsync($"u{i}"))[0].DueMicros;
        }

        world.Crash();
        for (var second = 0; second < 600; second++)
        {
            await world.RunAsync();
            world.Clock.Pass(TimeSpan.FromSeconds(1));
        }

        foreach (var carried in world.Service.Carried)
        {
            (carried.BegunMicros - planned[carried.Account]).Should().BeInRange(0, 1_000_000, carried.Account);
        }

        var tenths = world.Service.Carried.CountBy(carried => (carried.BegunMicros - Clock.Start) / Minute).ToList();
        tenths.Should().HaveCount(10).And.OnlyContain(tenth => tenth.Value >= 5 && tenth.Value <= 40);
    }

    private static async Task DecideAsync(World world, int number, Verdict verdict)
    {
        await world.TakeAsync(World.Decision(World.Id(number), "u1", verdict, second: number));
        await world.RunAsync();
    }
}
