using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Benchmarks.Decode;

/// <summary>
/// Decoding against the least that a reader built on the framework could do: walking the tokens of the same lines.
/// </summary>
[MemoryDiagnoser]
public class DecodeBenchmark
{
    /// <summary>Lines of the synthetic block.</summary>
    public const int Lines = 20_000;

    // Events are decoded and handed on in blocks, so the batch is emptied as often as the engine empties its own.
    private const int LinesPerBatch = 1_024;

    private readonly LineBlock _block;
    private readonly EventBatch _batch = new(LinesPerBatch);

    public DecodeBenchmark()
        : this(SyntheticLines.Build(Lines))
    {
    }

    internal DecodeBenchmark(LineBlock block) => _block = block;

    internal int LineCount => _block.Count;

    /// <summary>What is decoded, for the head of a table.</summary>
    internal string Description =>
        $"{_block.Count:N0} lines of {_block.MeanBytes:F0} bytes, {Decode():N0} of them events";

    /// <summary>Reads all tokens of all lines and does nothing with them.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Lines)]
    public long WalkTokens()
    {
        var tokens = 0L;
        var block = _block;
        for (var i = 0; i < block.Count; i++)
        {
            var reader = new Utf8JsonReader(block.Bytes.AsSpan(block.Starts[i], block.Lengths[i]));
            while (reader.Read())
            {
                tokens++;
            }
        }

        return tokens;
    }

    /// <summary>Decodes all lines into events.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public long Decode()
    {
        var events = 0L;
        var block = _block;
        _batch.Clear();
        for (var i = 0; i < block.Count; i++)
        {
            if (_batch.Count == LinesPerBatch)
            {
                _batch.Clear();
            }

            if (AccessEventDecoder.Decode(block.Bytes, block.Starts[i], block.Lengths[i], _batch) == DecodeError.None)
            {
                events++;
            }
        }

        return events;
    }
}
