using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Tests.Simulating;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Tests.Seeds;

namespace ScrapeGuard.Actions.Tests.Executing;

/// <summary>Cohorts, approvals, and the meter of whom we hit.</summary>
public sealed class GuardTests
{
    private const long Minute = 60_000_000;
    private const long Day = 1_440 * Minute;

    private static readonly EnforcementOptions AtOnce = new()
    {
        CampaignGathering = TimeSpan.Zero,
        CooldownAfterRestore = TimeSpan.Zero,
    };

    [Test]
    public void Play_ProfiledAccounts_NoCohortEverHasMoreThanItsBudget() => Property.HoldsForSeeds(seed =>
    {
        var guard = new GuardOptions
        {
            SuspensionsPerHour = 9,
            SuspensionsPerDay = 14,
            SuspensionsPerCohortAndHour = 4,
            SuspensionsPerCohortAndDay = 6,
            ActiveAccounts = 1_000,
            ShareOfActivePerDay = 0.012,
        };
        using var world = new World(seed, World.Enforcing(guard, AtOnce), new ActionsOptions { MaxCalls = 8 });
        PlayAsync(world, seed, decisions: 120).GetAwaiter().GetResult();

        var suspended = world.Service.Carried.Where(carried => carried.Kind == EffectKind.Suspend).ToList();
        suspended.Should().NotBeEmpty($"seed {seed}");
        Check(suspended, guard.SuspensionsPerHour, 12, $"seed {seed}, all");
        var scopes = suspended.SelectMany(one => CohortsOf(world, one.Account).Select(cohort => (cohort, one)));
        foreach (var scope in scopes.GroupBy(pair => pair.cohort, pair => pair.one))
        {
            Check([.. scope], guard.SuspensionsPerCohortAndHour, guard.SuspensionsPerCohortAndDay,
                $"seed {seed}, {scope.Key}");
        }
    }, runs: 25);

    [Test]
    public void Play_ProfiledAccounts_TheMeterSaysWhomWeHit() => Property.HoldsForSeeds(seed =>
    {
        using var world = new World(seed, World.Enforcing(new GuardOptions(), AtOnce));
        world.Service.Faults = new Faults { NotDone = 0.2, LostAfter = 0.2 };
        PlayAsync(world, seed, decisions: 80).GetAwaiter().GetResult();

        // The naive oracle: what the service did, looked up and counted one by one.
        var expected = world.Service.Carried.Where(carried => carried.Kind != EffectKind.Restore)
            .SelectMany(carried => CohortsOf(world, carried.Account).Append("all")
                .Select(cohort => $"{carried.Kind.ToString().ToLowerInvariant()} {cohort}"))
            .CountBy(scope => scope).ToDictionary(count => count.Key, count => (long)count.Value);
        var meter = world.Store.CountersAsync(CounterKind.Collateral, Clock.Start / Day, default).Result;
        meter.Should().BeEquivalentTo(expected, $"seed {seed}");
    }, runs: 25);

    [Test]
    public async Task Take_CohortThatWantsApproval_IsThrottledAndWaitsOthersAreSuspended()
    {
        using var world = new World(policy: World.Enforcing(
            new GuardOptions { ApprovalCohorts = ["plan:premium", "newcomers"] }) with
        {
            Cohorts = [new Cohort { Name = "newcomers", AccountAgeBelowDays = 3 }],
        });
        world.Service.Profiles["premium"] = new AccountProfile { Plan = "premium" };
        world.Service.Profiles["new"] = new AccountProfile { Plan = "free", CreatedMicros = Clock.Start - Day };
        world.Service.Profiles["old"] = new AccountProfile { Plan = "free", CreatedMicros = Clock.Start - (3 * Day) };
        await world.TakeAsync(World.Decision(World.Id(1), "premium", Verdict.Suspend),
            World.Decision(World.Id(2), "new", Verdict.Suspend), World.Decision(World.Id(3), "old", Verdict.Suspend));
        await world.RunAsync();

        world.Service.StateOf("premium").Should().Be(EffectKind.Throttle);
        world.Service.StateOf("new").Should().Be(EffectKind.Throttle);
        world.Service.StateOf("old").Should().Be(EffectKind.Suspend);
        world.Actioner.Counters.Trips.Should().Be(0, "no budget is used up");

        await world.TakeAsync(world.Command(
            "k1", CommandKind.Approve, new CommandTarget(CommandScope.Cohort, "plan:premium")));
        await world.TakeAsync(world.Command("k2", CommandKind.Reject, World.Account("new")));
        await world.RunAsync();
        world.Service.StateOf("premium").Should().Be(EffectKind.Suspend);
        world.Service.StateOf("new").Should().BeNull("its throttle stood in for what was rejected");
    }

    [Test]
    public async Task Take_ProfilesThatAreMissing_ShareTheBudgetOfTheUnknown()
    {
        using var world = new World(policy: World.Enforcing(new GuardOptions { SuspensionsPerCohortAndHour = 2 }));
        await world.TakeAsync([.. Enumerable.Range(1, 5)
            .Select(i => World.Decision(World.Id(i), $"u{i}", Verdict.Suspend))]);
        await world.RunAsync();

        world.Service.Carried.Count(carried => carried.Kind == EffectKind.Suspend).Should().Be(2);
        world.Actioner.Counters.ProfilesMissing.Should().Be(5);
    }

    [Test]
    public async Task Step_BudgetOfTheHourIsOver_IsToldOncePerWindowAndGivesRoomAgain()
    {
        using var world = new World(policy: World.Enforcing(new GuardOptions { SuspensionsPerHour = 1 }, AtOnce));
        for (var i = 1; i <= 40; i++)
        {
            await world.TakeAsync(World.Decision(World.Id(i), $"u{i}", Verdict.Suspend));
            await world.RunAsync();
            world.Clock.Pass(TimeSpan.FromMinutes(10));
        }

        // 400 minutes: one suspension each 61 to 70 of them, and a trip for each hour told of.
        world.Service.Carried.Count(carried => carried.Kind == EffectKind.Suspend).Should().BeInRange(5, 7);
        (await world.EventsAsync()).Count(outgoing => outgoing.Event.What == "guard.tripped").Should().BeInRange(5, 7);
    }

    [Test]
    public async Task Take_OneCampaignAgainAndAgain_IsOneCaseOpenedAgain()
    {
        using var world = new World(policy: World.Enforcing(enforcement: AtOnce));
        for (var round = 0; round < 3; round++)
        {
            await world.TakeAsync([.. Enumerable.Range(0, 4).Select(i => World.Decision(
                World.Id((10 * round) + i + 1), $"m{i}", Verdict.Suspend, 2 * round, campaign: "c"))]);
            await world.RunAsync();
            await world.TakeAsync([.. Enumerable.Range(0, 4).Select(i => World.Decision(
                World.Id((10 * round) + i + 101), $"m{i}", Verdict.Restore, (2 * round) + 1, campaign: "c"))]);
            await world.RunAsync();
        }

        var found = (await world.Store.CasesAsync(onlyOpen: false, 0, 99, default)).Should().ContainSingle().Which;
        (found.Openings, found.Accounts, found.Active, found.IsOpen).Should().Be((3, 4, 0, false));
        (await world.EventsAsync()).Select(outgoing => outgoing.Event.What)
            .Where(what => what.StartsWith("case.", StringComparison.Ordinal)).Should().Equal(
                Enumerable.Repeat<string[]>(["case.opened", "case.closed"], 3).SelectMany(pair => pair));
    }

    private static async Task PlayAsync(World world, int seed, int decisions)
    {
        var chance = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            world.Service.Profiles[$"u{i}"] = new AccountProfile
            {
                Country = chance.Next(3) == 0 ? "SE" : "DE",
                Plan = chance.Next(2) == 0 ? "free" : "premium",
                Client = chance.Next(4) == 0 ? null : "web",
                CreatedMicros = Clock.Start - (chance.Next(800) * Day),
            };
        }

        Verdict[] verdicts = [Verdict.Suspend, Verdict.Suspend, Verdict.Throttle, Verdict.Challenge, Verdict.Restore];
        for (var i = 0; i < decisions; i++)
        {
            await world.TakeAsync(World.Decision(World.Id(i + 1), $"u{chance.Next(60)}",
                verdicts[chance.Next(verdicts.Length)], second: i));
            await world.RunAsync();
            world.Clock.Pass(TimeSpan.FromSeconds(chance.Next(chance.Next(5) == 0 ? 3_000 : 60)));
        }

        await world.SettleAsync(TimeSpan.FromMinutes(10));
    }

    /// <summary>Said once more by hand; nobody gets into the next step of age while it plays.</summary>
    private static IEnumerable<string> CohortsOf(World world, string account)
    {
        var profile = world.Service.Profiles[account];
        var days = (Clock.Start - profile.CreatedMicros!.Value) / Day;
        return
        [
            $"country:{profile.Country}", $"plan:{profile.Plan}", $"client:{profile.Client ?? "unknown"}",
            days < 30 ? "age:under-30d" : days < 365 ? "age:under-1y" : "age:over-1y",
        ];
    }

    private static void Check(List<Carried> suspended, int perHour, int perDay, string because)
    {
        foreach (var at in suspended.Select(carried => carried.BegunMicros))
        {
            suspended.Count(one => one.BegunMicros > at - (60 * Minute) && one.BegunMicros <= at).Should()
                .BeLessThanOrEqualTo(perHour, because);
            suspended.Count(one => one.BegunMicros > at - Day && one.BegunMicros <= at).Should()
                .BeLessThanOrEqualTo(perDay, because);
        }
    }
}
