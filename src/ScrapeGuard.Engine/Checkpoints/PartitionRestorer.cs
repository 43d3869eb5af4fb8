using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Epochs;
using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>
/// Restores a partition's engine from a <see cref="PartitionCheckpoint"/> and those before it: first the chunks of all,
/// oldest checkpoint first, then the events held back and the head of the newest. Each step says what is wrong, or
/// null; after a mistake the engine is not to be used.
/// </summary>
public sealed class PartitionRestorer
{
    private const string Damaged = "the checkpoint is damaged: an entry is cut off or unknown";

    private readonly PartitionEngine _engine;

    /// <param name="engine">An engine that has seen no event yet.</param>
    /// <exception cref="ArgumentException">It has.</exception>
    public PartitionRestorer(PartitionEngine engine)
    {
        if (engine.NowMicros != long.MinValue || engine.AccountCount > 0)
        {
            throw new ArgumentException("A checkpoint is read into an engine that has seen no event", nameof(engine));
        }

        _engine = engine;
    }

    /// <summary>Takes in a chunk of accounts or of events held back.</summary>
    public string? ReadChunk(ReadOnlySpan<byte> chunk)
    {
        // Zeros follow the last entry of a full chunk.
        while (!chunk.IsEmpty && chunk[0] != CheckpointFormat.NoEntry)
        {
            var length = chunk[0] switch
            {
                CheckpointFormat.AccountEntry => ReadAccount(chunk[1..]),
                CheckpointFormat.RemovedEntry => ReadRemoved(chunk[1..]),
                CheckpointFormat.PendingEntry => ReadPending(chunk[1..]),
                _ => -1,
            };
            if (length < 0)
            {
                return Damaged;
            }

            chunk = chunk[(1 + length)..];
        }

        return null;
    }

    /// <summary>Takes in the head, when all chunks are read.</summary>
    public string? ReadHead(byte[] head)
    {
        using var reader = new BinaryReader(new MemoryStream(head), Encoding.UTF8);
        try
        {
            return ReadHead(reader);
        }
        catch (EndOfStreamException)
        {
            return "the head of the checkpoint ends too early";
        }
    }

    private string? ReadHead(BinaryReader reader)
    {
        var magic = CheckpointFormat.PartitionMagic;
        if (!reader.ReadBytes(magic.Length).AsSpan().SequenceEqual(magic))
        {
            return "this is no checkpoint of a partition";
        }

        var version = reader.ReadInt32();
        if (version != CheckpointFormat.Version)
        {
            return $"the checkpoint has version {version}; this program reads version {CheckpointFormat.Version}";
        }

        if (reader.ReadUInt64() != CheckpointFormat.Layout())
        {
            return "the checkpoint was written by a program whose accounts look otherwise";
        }

        var clock = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32());
        var state = new EngineClockState(clock, reader.ReadInt64(), reader.ReadInt64());
        var counters = default(EngineCounters);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<EngineCounters>(ref counters)));
        var length = reader.ReadInt32();
        if (length is < 0 or > PopularityDelta.MaxBytes || !_engine.Taken.TryAdd(reader.ReadBytes(length)))
        {
            return "the checkpoint is damaged: what was taken in its epoch cannot be read";
        }

        _engine.RestoreClock(state, counters);
        _engine.Shard.FinishRestore();
        _engine.Shard.Changes!.Clear();
        return null;
    }

    private int ReadAccount(ReadOnlySpan<byte> entry)
    {
        var size = Unsafe.SizeOf<AccountState>();
        if (entry.Length < size)
        {
            return -1;
        }

        var state = MemoryMarshal.Read<AccountState>(entry);
        int name = state.Name.Length;
        if (name is < 1 or > EventLimits.MaxAccountBytes || entry.Length < size + name)
        {
            return -1;
        }

        _engine.Shard.RestoreAccount(state, entry.Slice(size, name));
        return size + name;
    }

    private int ReadRemoved(ReadOnlySpan<byte> entry)
    {
        var size = Unsafe.SizeOf<AccountKey>();
        if (entry.Length < size)
        {
            return -1;
        }

        _engine.Shard.RestoreRemoval(MemoryMarshal.Read<AccountKey>(entry));
        return size;
    }

    private int ReadPending(ReadOnlySpan<byte> entry)
    {
        var size = Unsafe.SizeOf<AccessEvent>();
        if (entry.Length < size)
        {
            return -1;
        }

        var e = MemoryMarshal.Read<AccessEvent>(entry);
        var tracks = e.TrackCount * sizeof(ulong);
        return e.TrackCount <= EventLimits.MaxTracks && entry.Length >= size + tracks
            && _engine.Shard.TryRestorePending(e, MemoryMarshal.Cast<byte, ulong>(entry.Slice(size, tracks)))
            ? size + tracks
            : -1;
    }
}
