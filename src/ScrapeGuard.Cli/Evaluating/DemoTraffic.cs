using ScrapeGuard.Captures;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Simulated traffic as decoded events, in steps small enough for an eye to follow.</summary>
internal static class DemoTraffic
{
    private const int StepEvents = 256;

    /// <summary>Is shown the line of an event, once it is decoded.</summary>
    public delegate void Seen(ReadOnlySpan<byte> line, in AccessEvent e);

    /// <summary>The steps in order; one is good until the next is asked for.</summary>
    /// <param name="simulation">The traffic.</param>
    /// <param name="seen">Is shown each line; null: nobody is.</param>
    public static IEnumerable<EventBatch> Steps(TrafficSimulation simulation, Seen? seen = null)
    {
        var decoder = CaptureFormat.Ndjson().CreateDecoder();
        var batch = new EventBatch(StepEvents);
        foreach (var block in simulation.Blocks())
        {
            for (var start = 0; start < block.Lines.Length;)
            {
                batch.Clear();
                start = Decode(block.Lines.Span, start, decoder, batch, seen);
                yield return batch;
            }
        }
    }

    /// <summary>What is true of each account so far.</summary>
    public static IReadOnlyList<LabelledAccount> LabelsOf(TrafficSimulation simulation) =>
        [.. simulation.Truth().Select(truth => new LabelledAccount(
            truth.Account, truth.Label, truth.Kind, truth.Tracks, truth.AudioTracks))];

    private static int Decode(
        ReadOnlySpan<byte> lines, int start, ILineDecoder decoder, EventBatch batch, Seen? seen)
    {
        while (start < lines.Length && batch.Count < StepEvents)
        {
            var length = lines[start..].IndexOf((byte)'\n');
            length = length < 0 ? lines.Length - start : length;
            var before = batch.Count;
            decoder.Decode(lines, start, length, batch);
            if (seen is not null && batch.Count > before)
            {
                seen(lines.Slice(start, length), batch[before]);
            }

            start += length + 1;
        }

        return start;
    }
}
