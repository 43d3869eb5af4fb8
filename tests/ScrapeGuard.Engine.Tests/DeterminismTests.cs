using System.Buffers;
using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Engine.Tests.Streams;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Engine.Tests;

/// <summary>The law of the house: the same events, the same decisions, byte for byte.</summary>
public sealed class DeterminismTests
{
    // Low thresholds and short steps: verdicts rise and end often.
    private static readonly Policy Policy = Policy.Default with
    {
        Rules = new RuleOptions
        {
            MaxAudioTracksPerHour = 15,
            MaxMetadataTracksPerHour = 40,
            MaxAudioTracksPerDay = 60,
        },
        Ladder = new LadderOptions
        {
            SuspendFor = TimeSpan.FromHours(3),
            CooldownAfterRestore = TimeSpan.FromHours(1),
        },
    };

    private EventBatch _events = null!;
    private string _expected = null!;

    [OneTimeSetUp]
    public void Simulate()
    {
        var options = new SimulationOptions
        {
            People = 60,
            Days = 1,
            Seed = 5,
            MaxEvents = 40_000,
            CatalogueTracks = 20_000,
        };
        var buffer = new ArrayBufferWriter<byte>();
        new TrafficSimulation(options).WriteTo(buffer);
        _events = new EventBatch();
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            AccessEventDecoder.Decode(Encoding.UTF8.GetBytes(line), _events);
        }

        _expected = Run(Enumerable.Range(0, _events.Count).ToArray(), shards: 1, threads: 1, batch: 4_096);
        _expected.Should().Contain("\"suspend\"").And.Contain("\"restore\"");
    }

    [TestCase(2, 2, 1_000)]
    [TestCase(4, 1, 1)]
    [TestCase(3, 4, 50_000)]
    public void Process_OtherShardsThreadsAndBatches_GivesTheSameBytes(int shards, int threads, int batch) =>
        Run(Enumerable.Range(0, _events.Count).ToArray(), shards, threads, batch).Should().Be(_expected);

    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(3UL)]
    public void Process_ShuffledWithinTheGrace_GivesTheSameBytes(ulong seed) =>
        Run(Shuffle(seed), shards: 2, threads: 2, batch: 777).Should().Be(_expected);

    [TestCase(1)]
    [TestCase(7_919)]
    [TestCase(20_000)]
    [TestCase(39_000)]
    public void Checkpoint_RestoredIntoOtherShards_GivesTheSameBytes(int at)
    {
        var decisions = new List<Decision>();
        using var saved = new MemoryStream();
        using (var first = EngineRun.Create(Policy, shards: 2, threads: 1))
        {
            first.Process([Slice(Enumerable.Range(0, at))], decisions);
            CheckpointWriter.Write(saved, first);
        }

        saved.Position = 0;
        using var second = EngineRun.Create(Policy, shards: 3, threads: 1);
        CheckpointReader.Read(saved, second).Should().BeNull();
        second.Process([Slice(Enumerable.Range(at, _events.Count - at))], decisions);

        EngineRun.Text(decisions).Should().Be(_expected);
    }

    [TestCase(0)]
    [TestCase(9)]
    [TestCase(2_000_000)]
    public void Checkpoint_OneBitFlipped_IsRefused(int at)
    {
        using var saved = new MemoryStream();
        using var engine = EngineRun.Create(Policy, shards: 1, threads: 1);
        engine.Process([Slice(Enumerable.Range(0, 5_000))], []);
        CheckpointWriter.Write(saved, engine);
        var bytes = saved.ToArray();
        bytes[Math.Min(at, bytes.Length - 1)] ^= 1;

        using var other = EngineRun.Create(Policy, shards: 1, threads: 1);
        CheckpointReader.Read(new MemoryStream(bytes), other).Should().NotBeNull();
    }

    [Test]
    public void Process_AllowlistedAccounts_AreNeverDecidedUpon()
    {
        var everyone = Enumerable.Range(0, _events.Count)
            .Select(i => Encoding.UTF8.GetString(_events.NameOf(_events[i])));
        var policy = Policy with { Allowlist = [.. everyone] };
        using var engine = new DetectionEngine(new EngineOptions(), policy, model: null);
        var decisions = new List<Decision>();

        engine.Process([_events], decisions);

        decisions.Should().BeEmpty();
    }

    private string Run(int[] order, int shards, int threads, int batch)
    {
        using var engine = EngineRun.Create(Policy, shards, threads);
        var decisions = new List<Decision>();
        foreach (var chunk in order.Chunk(batch))
        {
            engine.Process([Slice(chunk)], decisions);
        }

        return EngineRun.Text(decisions);
    }

    private EventBatch Slice(IEnumerable<int> places)
    {
        var batch = new EventBatch();
        foreach (var place in places)
        {
            batch.Append(_events, _events[place]);
        }

        return batch;
    }

    /// <summary>Each event arrives up to 59 s after its time: nothing is later than the grace of 60 s.</summary>
    private int[] Shuffle(ulong seed)
    {
        var state = seed * 0x9E3779B97F4A7C15;
        var keys = new (long Arrival, int Place)[_events.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            keys[i] = (_events[i].TimeMicros + (long)(state >> 33) % 59_000_000, i);
        }

        Array.Sort(keys);
        return [.. keys.Select(key => key.Place)];
    }
}
