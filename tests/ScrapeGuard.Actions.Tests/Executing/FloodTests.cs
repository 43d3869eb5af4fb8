using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Tests.Simulating;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Tests.Executing;

/// <summary>A model gone wrong: everybody is to be suspended.</summary>
public sealed class FloodTests
{
    private const int Wrong = 100_000;
    private const int Budget = 200;

    [Test]
    public async Task Take_HundredThousandWrongSuspensions_SuspendsTheBudgetAndOneCommandRestoresAll()
    {
        var guard = new GuardOptions { SuspensionsPerHour = Budget, SuspensionsPerCohortAndHour = Wrong };
        using var world = new World(policy: World.Enforcing(guard), options: new() { WaveBatch = 10_000 });
        foreach (var batch in Enumerable.Range(0, Wrong).Chunk(1_000))
        {
            await world.TakeAsync([.. batch.Select(i => World.Decision(World.Id(i + 1), $"u{i}", Verdict.Suspend))]);
            await world.Actioner.StepAsync(default);
        }

        await world.RunAsync();
        var states = world.Service.States.Values.CountBy(kind => kind).ToDictionary();
        states.Should().HaveCount(2).And.Contain(EffectKind.Suspend, Budget)
            .And.Contain(EffectKind.Throttle, Wrong - Budget);
        (await world.Store.CountEffectsAsync(default)).Should()
            .HaveCount(2).And.Contain(EffectState.Held, Wrong - Budget).And.Contain(EffectState.Done, Wrong);
        (await world.EventsAsync()).Count(outgoing => outgoing.Event.What == "guard.tripped").Should().Be(1);

        var all = world.Command("k1", CommandKind.Restore, new CommandTarget(CommandScope.All, "", Clock.Start));
        (await world.TakeAsync(all)).IsAccepted.Should().BeTrue();
        await world.RunAsync();
        world.Service.States.Values.Should().OnlyContain(kind => kind == EffectKind.Restore)
            .And.HaveCount(Wrong);
        (await world.Store.CountEffectsAsync(default)).Should().NotContainKey(EffectState.Held);
        (await world.Store.WavesAsync(1, default))[0].Changed.Should().Be(Wrong);
    }
}
