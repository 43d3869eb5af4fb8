using System.Buffers;
using ScrapeGuard.Simulation.Scale;
using ScrapeGuard.Simulation.Traffic;
using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Simulation;

/// <summary>
/// Simulated access events of people and scrapers, as NDJSON in order of time; the same options give the same bytes.
/// Runs once: <see cref="Blocks"/> or <see cref="WriteTo(Stream)"/>, then <see cref="Truth"/>.
/// </summary>
public sealed class TrafficSimulation
{
    private readonly ITrafficSource _source;
    private readonly long _maxEvents;
    private bool _started;

    /// <exception cref="ArgumentException">Wrong options; the message has a line for each mistake.</exception>
    public TrafficSimulation(SimulationOptions options)
    {
        var mistakes = SimulationOptionsValidator.Validate(options);
        if (mistakes.Count > 0)
        {
            throw new ArgumentException(string.Join('\n', mistakes), nameof(options));
        }

        _maxEvents = options.MaxEvents ?? long.MaxValue;
        _source = options.Scale is { } scale ? new ScaleTraffic(options, scale) : new PopulationTraffic(options);
    }

    /// <summary>Events written so far.</summary>
    public long Events { get; private set; }

    /// <summary>
    /// Blocks of whole lines, of about a mebibyte, made as they are asked for. A block's memory is reused for the next.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has run already.</exception>
    public IEnumerable<TrafficBlock> Blocks()
    {
        if (_started)
        {
            throw new InvalidOperationException("A simulation runs once; make a new one of the same options.");
        }

        _started = true;
        return Run();
    }

    /// <summary>Writes the whole capture; returns the number of events.</summary>
    public long WriteTo(Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var block in Blocks())
        {
            output.Write(block.Lines.Span);
        }

        return Events;
    }

    /// <summary>Writes the whole capture; returns the number of events.</summary>
    public long WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var block in Blocks())
        {
            output.Write(block.Lines.Span);
        }

        return Events;
    }

    /// <summary>
    /// What is true of each account, counted exactly over the events written so far, in ordinal order of account.
    /// Accounts without an event are among them.
    /// </summary>
    public IReadOnlyList<AccountTruth> Truth() =>
        [.. _source.Truth().OrderBy(account => account.Account, StringComparer.Ordinal)];

    /// <summary>Writes <see cref="Truth"/> as NDJSON.</summary>
    public void WriteTruthTo(Stream output) => TruthWriter.Write(Truth(), output);

    private IEnumerable<TrafficBlock> Run()
    {
        foreach (var block in _source.Run(new BlockBuilder(_maxEvents)))
        {
            Events += block.Events;
            yield return block;
        }
    }
}
