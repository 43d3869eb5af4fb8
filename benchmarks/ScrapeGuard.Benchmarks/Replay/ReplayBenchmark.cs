using System.Text.Json;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Core.Policies;
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
        var decisions = 0L;
        var run = new ReplayRun(set, new Judging(Policy.Default, DefaultModel.Load(), threads), TimeProvider.System);
        run.Run(new ReplayHooks { Decided = _ => decisions++ }, CancellationToken.None);
        return decisions;
    }

    private CaptureSet Open() => CaptureSet.Open([capture], new CaptureOptions { Format = CaptureKind.Ndjson }).Set
        ?? throw new InvalidOperationException($"{capture} cannot be read");
}
