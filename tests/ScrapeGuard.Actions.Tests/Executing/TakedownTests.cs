using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Tests.Simulating;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Tests.Executing;

/// <summary>A campaign is taken down, and released, by one command.</summary>
public sealed class TakedownTests
{
    private const string Campaign = "c1";
    private static readonly CommandTarget Target = new(CommandScope.Campaign, Campaign);

    private static readonly EnforcementOptions Gathering = new() { CampaignGathering = TimeSpan.FromMinutes(1) };

    [Test]
    public async Task Takedown_AllMembers_AreSuspendedAtOneMomentInOneCase()
    {
        using var world = await BeginAsync(members: 30, new ActionsOptions { WaveBatch = 4, MaxCalls = 64 });
        await world.TakeAsync(world.Takedown("k1", Target));
        await world.RunAsync();
        world.Service.Calls.Should().BeEmpty("they are gathered first");
        world.Clock.Pass(TimeSpan.FromMinutes(1));
        await world.RunAsync();

        world.Service.Carried.Should().HaveCount(30);
        world.Service.Carried.Select(carried => carried.BegunMicros).Distinct().Should().ContainSingle();
        world.Service.Carried.Should().OnlyContain(carried => carried.Kind == EffectKind.Suspend
            && carried.Key == PlanIds.OfOrder("k1", carried.Account, EffectKind.Suspend));
        var found = (await world.Store.CasesAsync(onlyOpen: true, 0, 99, default)).Should().ContainSingle().Which;
        (found.Subject, found.Name, found.Active).Should().Be((CaseSubject.Campaign, Campaign, 30));
    }

    [Test]
    public async Task Takedown_OthersAmongThem_TouchesMembersOnly()
    {
        using var world = await BeginAsync(members: 2);
        world.Policy = world.Policy with { Allowlist = ["m0"] };
        await world.TakeAsync(World.Decision(World.Id(91), "other", Verdict.Observe, campaign: "c2"));
        await world.TakeAsync(
            World.Decision(World.Id(92), "in-shadow", Verdict.Suspend, 1, PolicyMode.Shadow, Campaign));
        await world.TakeAsync(World.Decision(World.Id(93), "nobody's", Verdict.Observe));
        await world.TakeAsync(world.Takedown("k1", Target));
        await world.SettleAsync(TimeSpan.FromMinutes(3));

        world.Service.Carried.Select(carried => carried.Account).Should().Equal("m1");
        (await world.AuditAsync()).Where(entry => entry.Fact.What == "order.spared")
            .Select(entry => entry.Fact.Account).Should().Equal("m0");
    }

    [Test]
    public async Task Takedown_BeyondTheBudget_TheRestWaitsThrottled()
    {
        using var world = await BeginAsync(members: 9);
        world.Policy = world.Policy with { Guard = new GuardOptions { SuspensionsPerHour = 4 } };
        await world.TakeAsync(world.Takedown("k1", Target));
        await world.SettleAsync(TimeSpan.FromMinutes(3));

        var states = Enumerable.Range(0, 9).Select(i => world.Service.StateOf($"m{i}")).ToList();
        states.Count(state => state == EffectKind.Suspend).Should().Be(4);
        states.Count(state => state == EffectKind.Throttle).Should().Be(5);
        (await world.EventsAsync()).Count(outgoing => outgoing.Event.What == "guard.tripped").Should().Be(1);
    }

    [Test]
    public async Task Release_TakenBeforeTheTakedownIsWorkedOff_RestoresAllTheSame()
    {
        using var world = await BeginAsync(members: 12, new ActionsOptions { WaveBatch = 5 });
        await world.TakeAsync(world.Takedown("k1", Target));
        world.Clock.Pass(TimeSpan.FromSeconds(1));
        await world.TakeAsync(world.Command("k2", CommandKind.Restore, Target));
        world.Clock.Pass(TimeSpan.FromMinutes(5));
        await world.SettleAsync(TimeSpan.FromMinutes(5));

        Enumerable.Range(0, 12).Select(i => world.Service.StateOf($"m{i}")).Should()
            .OnlyContain(state => state == null);
    }

    [Test]
    public async Task Release_AfterATakedown_RestoresEveryMemberOnce()
    {
        using var world = await BeginAsync(members: 12);
        await world.TakeAsync(world.Takedown("k1", Target));
        await world.SettleAsync(TimeSpan.FromMinutes(3));
        await world.TakeAsync(world.Command("k2", CommandKind.Restore, Target));
        await world.SettleAsync(TimeSpan.FromMinutes(3));

        world.Service.Carried.GroupBy(carried => carried.Account).Select(each => each.Select(one => one.Kind))
            .Should().HaveCount(12).And.OnlyContain(kinds =>
                kinds.SequenceEqual(new[] { EffectKind.Suspend, EffectKind.Restore }));
        (await world.Store.CasesAsync(onlyOpen: true, 0, 99, default)).Should().BeEmpty();
    }

    [Test]
    public async Task Takedown_UnknownCampaign_DoesNothingAndIsFinished()
    {
        using var world = await BeginAsync(members: 1);
        await world.TakeAsync(world.Takedown("k1", new CommandTarget(CommandScope.Campaign, "no such")));
        await world.SettleAsync(TimeSpan.FromMinutes(3));

        world.Service.Calls.Should().BeEmpty();
        (await world.Store.WavesAsync(1, default))[0].IsFinished.Should().BeTrue();
        (await world.Store.CasesAsync(onlyOpen: false, 0, 99, default)).Should().BeEmpty();
    }

    /// <summary>A campaign whose members were only watched so far.</summary>
    private static async Task<World> BeginAsync(int members, ActionsOptions? options = null)
    {
        var world = new World(policy: World.Enforcing(enforcement: Gathering), options: options);
        await world.TakeAsync([.. Enumerable.Range(0, members)
            .Select(i => World.Decision(World.Id(i + 1), $"m{i}", Verdict.Observe, campaign: Campaign))]);
        return world;
    }
}
