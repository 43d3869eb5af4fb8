using System.Text.Json;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Threading;

namespace ScrapeGuard.Benchmarks.Replay;

/// <summary>
/// The replay of a capture file, as the command does it, against a bare loop over the same file: read it in blocks of
/// lines and walk the tokens of each line.
/// </summary>
internal sealed class ReplayBenchmark(string capture)
{
    /// <summary>Reads the file and walks over every token of every line. Returns the number of lines.</summary>
    public long WalkTokens()
    {
        using var set = Open();
        var block = new LineBlock();
        var lines = 0L;
        while (set.TryReadBlock(block))
        {
            var rest = block.Buffer.AsSpan(0, block.Length);
            while (!rest.IsEmpty)
            {
                var feed = rest.IndexOf((byte)'\n');
                var line = feed < 0 ? rest : rest[..feed];
                rest = feed < 0 ? default : rest[(feed + 1)..];
                var reader = new Utf8JsonReader(line);
                while (reader.Read())
                {
                }

                lines++;
            }
        }

        return lines;
    }

    /// <summary>Reads and decodes the file. Returns the number of events.</summary>
    public long Decode(int threads)
    {
        using var set = Open();
        using var crew = new WorkCrew(threads);
        var feed = new CaptureFeed(set, crew);
        var events = 0L;
        while (feed.TryRead(out var batches))
        {
            foreach (var batch in batches)
            {
                events += batch.Count;
            }
        }

        return events;
    }

    /// <summary>Replays the file with the default policy and model. Returns the number of decisions.</summary>
    public long Replay(int threads)
    {
        using var set = Open();
        var crew = new WorkCrew(threads);
        var options = new EngineOptions { Shards = threads };
        using var engine = new DetectionEngine(options, Policy.Default, DefaultModel.Load(), crew);
        var feed = new CaptureFeed(set, crew);
        var decisions = new List<Decision>();
        var isFirst = true;
        while (feed.TryRead(out var batches))
        {
            if (isFirst && batches.Count > 0)
            {
                engine.Prime(batches[0]);
                isFirst = false;
            }

            engine.Process(batches, decisions, feed.TryReadAhead);
        }

        return decisions.Count;
    }

    private CaptureSet Open() => CaptureSet.Open([capture], new CaptureOptions { Format = CaptureKind.Ndjson }).Set
        ?? throw new InvalidOperationException($"{capture} cannot be read");
}
