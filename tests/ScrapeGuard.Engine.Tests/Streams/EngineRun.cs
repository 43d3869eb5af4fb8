using System.Buffers;
using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Engine.Threading;

namespace ScrapeGuard.Engine.Tests.Streams;

/// <summary>Runs streams through engines and writes decisions down as text to compare.</summary>
internal static class EngineRun
{
    public static DetectionEngine Create(
        Policy? policy = null, int shards = 1, int threads = 1, DetectionModel? model = null) =>
        new(new EngineOptions { Shards = shards }, policy ?? Policy.Default, model, new WorkCrew(threads));

    /// <summary>All decisions of a stream handed in as one batch.</summary>
    public static List<Decision> Decide(IEnumerable<StreamEvent> events, Policy policy, int shards = 1)
    {
        using var engine = Create(policy, shards);
        return Decide(engine, StreamEvent.Batch(events));
    }

    public static List<Decision> Decide(DetectionEngine engine, params IReadOnlyList<EventBatch> batches)
    {
        var decisions = new List<Decision>();
        engine.Process(batches, decisions);
        return decisions;
    }

    /// <summary>The bytes of decisions as text, one a line, in order of time, account and id.</summary>
    public static string Text(IEnumerable<Decision> decisions)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var decision in decisions.OrderBy(d => d.TimeMicros).ThenBy(d => d.Account, StringComparer.Ordinal)
            .ThenBy(d => d.Id, StringComparer.Ordinal))
        {
            DecisionJson.Write(output, decision);
            output.Write("\n"u8);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static byte[] Checkpoint(DetectionEngine engine)
    {
        using var saved = new MemoryStream();
        CheckpointWriter.Write(saved, engine);
        return saved.ToArray();
    }

    public static DetectionEngine Restore(
        byte[] checkpoint, Policy policy, int shards = 1, int threads = 1, DetectionModel? model = null)
    {
        var engine = Create(policy, shards, threads, model);
        CheckpointReader.Read(new MemoryStream(checkpoint), engine).Should().BeNull();
        return engine;
    }
}
