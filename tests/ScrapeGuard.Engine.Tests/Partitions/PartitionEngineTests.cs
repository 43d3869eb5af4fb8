using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Partitions;

/// <summary>What partitions decide live is, byte for byte, what one engine decides of the whole stream.</summary>
public sealed class PartitionEngineTests
{
    private const int GraceSeconds = 60;

    [TestCase(false)]
    [TestCase(true)]
    public void Process_PartitionsThatDieAndFallIdle_DecideAsOneEngine(bool withModel)
    {
        var model = withModel ? TestModel.Instance : null;
        var (decided, died, restarted, saved) = (0, 0, 0, 0);
        Property.HoldsForSeeds(seed =>
        {
            var random = new Random(seed);
            var policy = RandomPolicy.Of(seed);
            var events = RandomStream.Of(seed, accounts: random.Next(1, 16), events: random.Next(50, 900));
            var repeats = events.Where(e => e.Id != 0 && random.Next(8) == 0).ToList();
            var arrivals = RandomStream.Shuffle(events.Concat(repeats), random, GraceSeconds);
            var world = new PartitionWorld(arrivals, random.Next(1, 7), policy, model, random);
            world.Run();

            EngineRun.Text(world.Decisions).Should().Be(Plain(arrivals, policy, model), $"seed {seed}");
            decided += world.Decisions.Count;
            died += world.Deaths;
            restarted += world.Restarts;
            saved += world.Checkpoints;
        }, runs: 120);
        TestContext.Out.WriteLine($"{decided} decisions, {died} deaths, {restarted} restarts, {saved} checkpoints");
        decided.Should().BePositive();
        died.Should().BePositive();
        restarted.Should().BePositive();
        saved.Should().BePositive();
    }

    private static string Plain(List<StreamEvent> arrivals, Policy policy, DetectionModel? model)
    {
        using var engine = EngineRun.Create(policy, model: model);
        return EngineRun.Text(EngineRun.Decide(engine, StreamEvent.Batch(arrivals)));
    }
}
