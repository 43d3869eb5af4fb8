using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

/// <summary>
/// A hostile world by seed: arrival in any order within the grace, repeats, broken clocks, batches cut anywhere, and a
/// process that dies and comes back from its last checkpoint with other shards and threads, to be handed again what
/// came after it. The decisions are to be the bytes of a plain run.
/// </summary>
public sealed class StreamSimulationTests
{
    private const int GraceSeconds = 60;

    [TestCase(false)]
    [TestCase(true)]
    public void Process_HostileWorld_DecidesAsThePlainOne(bool withModel)
    {
        var model = withModel ? TestModel.Instance : null;
        var decided = 0;
        var died = 0;
        Property.HoldsForSeeds(seed =>
        {
            var random = new Random(seed);
            var policy = RandomPolicy.Of(seed);
            var events = RandomStream.Of(seed, accounts: random.Next(1, 12), events: random.Next(50, 700));
            var expected = Plain(events, policy, model);

            var world = new World(Disturb(events, random), policy, model, random);
            world.Run();

            EngineRun.Text(world.Decisions).Should().Be(expected, $"seed {seed}");
            world.Counters.Events.Should().Be(events.Count, $"seed {seed}");
            decided += world.Decisions.Count;
            died += world.Deaths;
        }, runs: 80);
        TestContext.Out.WriteLine($"{decided} decisions, {died} deaths");
        decided.Should().BePositive();
        died.Should().BePositive();
    }

    [TestCase(1)]
    [TestCase(2_026)]
    [TestCase(424_242)]
    public void Process_LongHostileWorld_DecidesAsThePlainOne(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var policy = RandomPolicy.Of(seed);
        var events = RandomStream.Of(seed, accounts: 40, events: 8_000);
        var world = new World(Disturb(events, random), policy, TestModel.Instance, random);
        world.Run();

        EngineRun.Text(world.Decisions).Should().Be(Plain(events, policy, TestModel.Instance));
        world.Deaths.Should().BePositive();
    }

    private static string Plain(List<StreamEvent> events, Policy policy, DetectionModel? model)
    {
        using var engine = EngineRun.Create(policy, model: model);
        return EngineRun.Text(EngineRun.Decide(engine, StreamEvent.Batch(events)));
    }

    /// <summary>Order within the grace, repeats within it, broken clocks.</summary>
    private static List<StreamEvent> Disturb(List<StreamEvent> events, Random random)
    {
        var repeats = events.Where(e => e.Id != 0 && random.Next(8) == 0).ToList();
        var arrivals = RandomStream.Shuffle(events.Concat(repeats), random, GraceSeconds);
        for (var i = random.Next(10); i > 0; i--)
        {
            var at = random.Next(1, arrivals.Count);
            var broken = random.Next(2) == 0 ? random.Next() : 4_102_444_800_000_000;
            arrivals.Insert(at, StreamEvent.At(0, "broken", Operation.Metadata) with { TimeMicros = broken });
        }

        return arrivals;
    }

    private sealed class World(
        List<StreamEvent> arrivals, Policy policy, DetectionModel? model, Random random)
    {
        private readonly List<Decision> _uncommitted = [];
        private DetectionEngine _engine = EngineRun.Create(policy, model: model);
        private byte[]? _saved;
        private int _savedAt;

        /// <summary>
        /// Those that came out before the checkpoint that covers them, as a transaction would have it.
        /// </summary>
        public List<Decision> Decisions { get; } = [];

        public EngineCounters Counters { get; private set; }

        public int Deaths { get; private set; }

        public void Run()
        {
            _engine.Prime(StreamEvent.Batch(arrivals));
            for (var next = 0; next < arrivals.Count;)
            {
                switch (random.Next(5))
                {
                    case 0:
                        Save(next);
                        break;
                    case 1 when _saved is not null:
                        next = Die();
                        break;
                    default:
                        next = Process(next);
                        break;
                }
            }

            Save(arrivals.Count);
            Counters = _engine.Counters;
            _engine.Dispose();
        }

        private int Process(int next)
        {
            var batches = new List<EventBatch>();
            for (var i = random.Next(3); i >= 0; i--)
            {
                var count = Math.Min(random.Next(random.Next(4) > 0 ? 20 : 200), arrivals.Count - next);
                batches.Add(StreamEvent.Batch(arrivals.GetRange(next, count)));
                next += count;
            }

            _engine.Process(batches, _uncommitted);
            return next;
        }

        private void Save(int at)
        {
            _saved = EngineRun.Checkpoint(_engine);
            _savedAt = at;
            Decisions.AddRange(_uncommitted);
            _uncommitted.Clear();
        }

        private int Die()
        {
            Deaths++;
            _uncommitted.Clear();
            _engine.Dispose();
            _engine = EngineRun.Restore(_saved!, policy, random.Next(1, 6), random.Next(1, 4), model);
            return _savedAt;
        }
    }
}
