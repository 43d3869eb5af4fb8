using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Tests.Simulating;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Tests.Executing;

/// <summary>What holds whatever happens, in histories drawn by seeds.</summary>
public sealed class RandomHistoryTests
{
    private const int Histories = 40;

    private static readonly Faults Bad = new()
    {
        NotDone = 0.15,
        LostBefore = 0.1,
        LostAfter = 0.15,
        Hangs = 0.15,
        CannotBeAsked = 0.3,
    };

    private static readonly EnforcementOptions Quick = new()
    {
        CampaignGathering = TimeSpan.FromSeconds(30),
        Jitter = TimeSpan.FromSeconds(20),
        CooldownAfterRestore = TimeSpan.FromMinutes(2),
    };

    [Test]
    public async Task Play_AnyHistory_EachAccountEndsAsItsNewestDecisionDemands([Values] bool forgetsKeys)
    {
        for (var seed = 1; seed <= Histories; seed++)
        {
            using var world = Begin(seed, forgetsKeys, new GuardOptions());
            var history = new History(seed, world, withCommands: false);
            await history.PlayAsync(40);
            foreach (var account in history.Decisions.Select(decision => decision.Account).Distinct())
            {
                world.Service.StateOf(account).Should().Be(Demanded(history, account), $"seed {seed}, {account}");
            }

            await CheckAsync(world, history, seed);
        }
    }

    [Test]
    public async Task Play_SmallBudgets_NoWindowEverHasMoreAndTheRestWaitsThrottled()
    {
        var guard = new GuardOptions { SuspensionsPerHour = 2, SuspensionsPerDay = 3 };
        for (var seed = 1; seed <= Histories; seed++)
        {
            using var world = Begin(seed, forgetsKeys: false, guard);
            var history = new History(seed, world, withCommands: false);
            await history.PlayAsync(40);
            await CheckBudgetsAsync(world, guard, seed);
            foreach (var account in history.Decisions.Select(decision => decision.Account).Distinct())
            {
                var known = await world.Store.AccountAsync(account, default);
                var (state, demanded) = (world.Service.StateOf(account), Demanded(history, account));
                if (known!.HasHeld)
                {
                    demanded.Should().Be(EffectKind.Suspend, $"seed {seed}, {account}");
                    state.Should().NotBe(EffectKind.Suspend).And.NotBeNull($"seed {seed}, {account}");
                }
                else
                {
                    state.Should().Be(demanded, $"seed {seed}, {account}");
                }
            }

            await CheckAsync(world, history, seed);
        }
    }

    [Test]
    public async Task Play_CommandsAmongThem_NobodyAllowedIsTouchedAndNothingIsDoneTwice([Values] bool forgetsKeys)
    {
        var guard = new GuardOptions { SuspensionsPerHour = 3, SuspensionsPerDay = 5 };
        for (var seed = 1; seed <= Histories; seed++)
        {
            using var world = Begin(seed, forgetsKeys, guard);
            var history = new History(seed, world, withCommands: true);
            await history.PlayAsync(50);
            await CheckBudgetsAsync(world, guard, seed);
            foreach (var (account, from, until) in history.Allowances)
            {
                world.Service.Carried.Where(carried => carried.Account == account
                    && carried.Kind != EffectKind.Restore && carried.BegunMicros > from && carried.BegunMicros < until)
                    .Should().BeEmpty($"seed {seed}, {account}");
            }

            await CheckAsync(world, history, seed);
        }
    }

    private static World Begin(int seed, bool forgetsKeys, GuardOptions guard)
    {
        var world = new World(seed, World.Enforcing(guard, Quick, History.Allowlisted));
        world.Service.Faults = Bad with { ForgetsKeys = forgetsKeys };
        (world.Breaking.BreaksBefore, world.Breaking.BreaksAfter) = (0.08, 0.08);
        return world;
    }

    private static EffectKind? Demanded(History history, string account)
    {
        if (account == History.Allowlisted)
        {
            return null;
        }

        var newest = history.Decisions
            .Where(decision => decision.Account == account && decision.Mode == PolicyMode.Enforce)
            .OrderBy(decision => decision.TimeMicros).ThenBy(decision => decision.Id, StringComparer.Ordinal)
            .LastOrDefault();
        return newest?.Verdict switch
        {
            Verdict.Throttle => EffectKind.Throttle,
            Verdict.Challenge => EffectKind.Challenge,
            Verdict.Suspend => EffectKind.Suspend,
            _ => null,
        };
    }

    /// <summary>The naive oracle: every window that ends with a suspension, counted one by one.</summary>
    private static async Task CheckBudgetsAsync(World world, GuardOptions guard, int seed)
    {
        var times = new List<long>();
        foreach (var carried in world.Service.Carried.Where(carried => carried.Kind == EffectKind.Suspend))
        {
            if ((await world.Store.EffectAsync(carried.Key, default))!.Approver is null)
            {
                times.Add(carried.BegunMicros);
            }
        }

        foreach (var end in times)
        {
            times.Count(time => time <= end && time > end - 3_600_000_000).Should()
                .BeLessThanOrEqualTo(guard.SuspensionsPerHour, $"seed {seed}");
            times.Count(time => time <= end && time > end - 86_400_000_000).Should()
                .BeLessThanOrEqualTo(guard.SuspensionsPerDay, $"seed {seed}");
        }
    }

    private static async Task CheckAsync(World world, History history, int seed)
    {
        var service = world.Service;
        service.Calls.Select(call => call.Account).Should()
            .NotContain(History.Allowlisted, $"seed {seed}").And.NotContain(History.InShadow, $"seed {seed}");
        service.Carried.Select(carried => carried.Key).Should().OnlyHaveUniqueItems($"seed {seed}");
        var audit = await world.AuditAsync();
        var verifier = new AuditVerifier();
        audit.TrueForAll(verifier.Take).Should().BeTrue($"seed {seed}: {verifier.Fault}");
        audit.Where(entry => entry.Fact.What == "effect.done").Select(entry => entry.Fact.Effect).Should()
            .BeEquivalentTo(service.Carried.Select(carried => carried.Key), $"seed {seed}");
        (await world.EventsAsync()).Where(outgoing => outgoing.Event.What == "effect.done")
            .Select(outgoing => outgoing.Event.EffectId).Should()
            .BeEquivalentTo(service.Carried.Select(carried => carried.Key), $"seed {seed}");
        (await world.EventsAsync()).Select(outgoing => outgoing.Event.Id).Should()
            .OnlyHaveUniqueItems($"seed {seed}");
        CheckPaths(audit, seed);
        await CheckRestAsync(world, history, seed);
    }

    /// <summary>Each effect goes through the state machine, and nowhere else.</summary>
    private static void CheckPaths(List<AuditEntry> audit, int seed)
    {
        var words = Enum.GetValues<EffectState>().ToDictionary(PlanWords.Of);
        foreach (var path in audit.Where(entry => entry.Fact.Effect is not null).GroupBy(entry => entry.Fact.Effect))
        {
            string? state = null;
            foreach (var fact in path.Select(entry => entry.Fact))
            {
                fact.From.Should().Be(state, $"seed {seed}, {path.Key}");
                if (state is not null)
                {
                    words[state].MayBecome(words[fact.To!]).Should().BeTrue($"seed {seed}, {state} to {fact.To}");
                }

                state = fact.To;
            }
        }
    }

    /// <summary>Nothing is left half done, and what the store believes is what holds.</summary>
    private static async Task CheckRestAsync(World world, History history, int seed)
    {
        foreach (var account in history.Decisions.Select(decision => decision.Account).Distinct())
        {
            var known = await world.Store.AccountAsync(account, default);
            (known?.Applied).Should().Be(world.Service.StateOf(account), $"seed {seed}, {account}");
            (await world.EffectsAsync(account)).Should()
                .NotContain(effect => effect.State == EffectState.Due || effect.State == EffectState.InFlight,
                    $"seed {seed}, {account}");
        }

        foreach (var known in await world.Store.CasesAsync(onlyOpen: false, 0, 1_000, default))
        {
            var active = 0;
            foreach (var account in history.Decisions.Select(decision => decision.Account).Distinct())
            {
                active += await world.Store.AccountAsync(account, default) is { IsActiveInCase: true } there
                    && there.Case == known.Id ? 1 : 0;
            }

            known.Active.Should().Be(active, $"seed {seed}, case of {known.Name}");
            (known.IsOpen || active == 0).Should().BeTrue($"seed {seed}, case of {known.Name}");
        }
    }
}
