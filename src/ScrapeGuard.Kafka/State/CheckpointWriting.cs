using System.Collections.Immutable;
using Confluent.Kafka;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.State;

/// <summary>
/// A checkpoint on its way to the state topic. Parts are handed over as they are captured, and wait while the producer
/// has no room, so that no more of it is in memory than the producer may hold.
/// </summary>
/// <param name="number">Number of the checkpoint.</param>
/// <param name="owner">Who writes it.</param>
/// <param name="produce">Hands a record over.</param>
internal sealed class CheckpointWriting(
    long number, string owner, Action<byte[], byte[], Action<DeliveryReport<byte[], byte[]?>>> produce)
    : ICheckpointParts
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<long> _accounts = [];
    private readonly List<long> _pending = [];
    private readonly List<long> _head = [];

    // One for the capture itself, which may still bring parts.
    private int _rest = 1;

    public void TakeAccounts(byte[] chunk) => Write('a', chunk, _accounts);

    public void TakePending(byte[] chunk) => Write('p', chunk, _pending);

    public void TakeHead(byte[] head) => Write('h', head, _head);

    /// <summary>Says that all parts were handed over; complete when the brokers have them.</summary>
    /// <exception cref="WorkerFault">A record could not be written.</exception>
    public async Task<CheckpointParts> FinishAsync()
    {
        Count();
        await _done.Task;
        return new CheckpointParts(
            new CheckpointPart(number, owner, [.. _accounts]), [.. _pending], _head.Count > 0 ? _head[0] : -1);
    }

    private void Write(char kind, byte[] value, List<long> offsets)
    {
        int index;
        lock (_lock)
        {
            index = offsets.Count;
            offsets.Add(-1);
        }

        Interlocked.Increment(ref _rest);

        produce(StateKey.Chunk(kind, number, owner, index), value, report =>
        {
            if (report.Error.IsError)
            {
                _done.TrySetException(new WorkerFault($"the state topic takes no record: {report.Error.Reason}"));
                return;
            }

            lock (_lock)
            {
                offsets[index] = report.Offset.Value;
            }

            Count();
        });
    }

    private void Count()
    {
        if (Interlocked.Decrement(ref _rest) == 0)
        {
            _done.TrySetResult();
        }
    }
}

/// <summary>Where the parts of a checkpoint lie, by offset in the state topic.</summary>
internal sealed record CheckpointParts(CheckpointPart Accounts, ImmutableArray<long> Pending, long Head);
