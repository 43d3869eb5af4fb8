using System.Runtime.InteropServices;
using System.Text;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Partitions;

namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>
/// Takes the checkpoints of one partition's engine. Each holds what changed, and goes on through the table as far
/// again, so that after a while no older checkpoint is needed: all of them together are about twice the state.
/// </summary>
public sealed class PartitionCheckpointer
{
    /// <summary>After at most so many checkpoints every account has been written again.</summary>
    private const int SweepCheckpoints = 64;

    private readonly PartitionEngine _engine;
    private readonly ChunkWriter _chunks;
    private long _number;
    private long _liveFrom = 1;
    private long _sweepFrom = 1;
    private int _cursor;

    /// <param name="engine">The engine.</param>
    /// <param name="chunkBytes">Size of a chunk, about.</param>
    /// <param name="lastNumber">Number of the checkpoint that the engine was restored from; 0: none.</param>
    /// <param name="liveFrom">What that one said.</param>
    public PartitionCheckpointer(PartitionEngine engine, int chunkBytes, long lastNumber = 0, long liveFrom = 1)
    {
        _engine = engine;
        _chunks = new ChunkWriter(chunkBytes);
        _number = lastNumber;
        _liveFrom = liveFrom;
        _sweepFrom = lastNumber + 1;
    }

    /// <summary>Number of the checkpoint that comes next.</summary>
    public long NextNumber => _number + 1;

    /// <summary>
    /// Takes a checkpoint, between two calls of the engine. It must be kept, or the engine thrown away.
    /// </summary>
    public PartitionCheckpoint Capture(ICheckpointParts parts)
    {
        _number++;
        var chunks = _chunks;
        chunks.Start(parts.TakeAccounts);
        var shard = _engine.Shard;
        var changes = shard.Changes!;

        // Who is gone comes first, for some have come back.
        foreach (var account in changes.Removed)
        {
            chunks.Begin(CheckpointFormat.RemovedEntry);
            chunks.Write(account);
        }

        var accounts = 0;
        foreach (var place in changes.Places)
        {
            ref var state = ref shard.Accounts[place];
            if (state.Key != default && (state.Flags & AccountState.Changed) != 0)
            {
                state.Flags &= unchecked((byte)~AccountState.Changed);
                Write(chunks, shard, place);
                accounts++;
            }
        }

        var changed = changes.Places.Count;
        changes.Clear();
        accounts += Sweep(chunks, Math.Max(changed, (shard.Accounts.Places / SweepCheckpoints) + 1));
        chunks.End();
        var bytes = chunks.Bytes;
        chunks.Start(parts.TakePending);
        WritePending(chunks);
        var head = WriteHead();
        parts.TakeHead(head);
        return new PartitionCheckpoint(_number, _liveFrom, accounts, bytes + chunks.Bytes + head.Length);
    }

    private static void Write(ChunkWriter chunks, Shard shard, int place)
    {
        chunks.Begin(CheckpointFormat.AccountEntry);
        chunks.Write(shard.Accounts.Peek(place));
        chunks.Write(shard.Accounts.NameOf(place));
    }

    private int Sweep(ChunkWriter chunks, int steps)
    {
        var written = 0;
        var table = _engine.Shard.Accounts;
        for (; steps > 0 && _cursor < table.Places; steps--, _cursor++)
        {
            if (table.Peek(_cursor).Key != default)
            {
                Write(chunks, _engine.Shard, _cursor);
                written++;
            }
        }

        if (_cursor >= table.Places)
        {
            // Every account was written since the round began: what is older is not needed.
            _liveFrom = _sweepFrom;
            _sweepFrom = _number + 1;
            _cursor = 0;
        }

        return written;
    }

    private byte[] WriteHead()
    {
        using var output = new MemoryStream();
        using var writer = new BinaryWriter(output, Encoding.UTF8);
        writer.Write(CheckpointFormat.PartitionMagic);
        writer.Write(CheckpointFormat.Version);
        writer.Write(CheckpointFormat.Layout());
        var clock = _engine.SaveClock();
        writer.Write(clock.Clock.Now);
        writer.Write(clock.Clock.Center);
        writer.Write(clock.Clock.Run);
        writer.Write(clock.Epoch);
        writer.Write(clock.ReleasedSecond);
        var counters = _engine.Counters;
        writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<EngineCounters>(in counters)));
        var taken = _engine.Taken.ToBytes();
        writer.Write(taken.Length);
        writer.Write(taken);
        return output.ToArray();
    }

    private void WritePending(ChunkWriter chunks)
    {
        var pending = _engine.Shard.Pending;
        foreach (var place in pending.Places())
        {
            chunks.Begin(CheckpointFormat.PendingEntry);
            chunks.Write(pending[place].Event);
            chunks.Write(MemoryMarshal.AsBytes(pending.TracksOf(place)));
        }

        chunks.End();
    }
}
