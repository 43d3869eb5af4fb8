using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Epochs;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>
/// Restores an engine from a checkpoint. The engine may have another number of shards than the one that wrote it.
/// </summary>
public static class CheckpointReader
{
    /// <summary>Reads a checkpoint into an engine that has seen no event yet.</summary>
    /// <returns>Null, or what is wrong; then the engine is not to be used.</returns>
    /// <exception cref="ArgumentException">The engine has seen events, or part of another checkpoint.</exception>
    public static string? Read(Stream input, DetectionEngine engine)
    {
        if (engine.NowMicros != long.MinValue || engine.AccountCount > 0)
        {
            throw new ArgumentException("A checkpoint is read into an engine that has seen no event", nameof(engine));
        }

        using var hash = SHA256.Create();
        try
        {
            using (var hashing = new CryptoStream(input, hash, CryptoStreamMode.Read, leaveOpen: true))
            using (var reader = new BinaryReader(hashing, Encoding.UTF8, leaveOpen: true))
            {
                if (ReadBody(reader, engine) is { } error)
                {
                    return error;
                }

                // The stream hashes what it has handed out; an empty final block makes it finish.
                hash.TransformFinalBlock([], 0, 0);
            }
        }
        catch (EndOfStreamException)
        {
            return "the checkpoint ends too early";
        }

        Span<byte> expected = stackalloc byte[CheckpointFormat.HashBytes];
        return input.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false) == expected.Length
            && expected.SequenceEqual(hash.Hash)
            ? null
            : "the checkpoint's checksum is wrong: it was damaged or changed";
    }

    private static string? ReadBody(BinaryReader reader, DetectionEngine engine)
    {
        if (!reader.ReadBytes(CheckpointFormat.Magic.Length).AsSpan().SequenceEqual(CheckpointFormat.Magic))
        {
            return "this is no checkpoint of ScrapeGuard";
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

        ReadClock(reader, engine);
        ReadPopularity(reader, engine);
        if (CampaignBoard.Read(reader) is not { } before || ReadTracker(reader) is not { } tracker)
        {
            return "the checkpoint is damaged: what is known of campaigns cannot be read";
        }

        while (reader.ReadByte() != 0)
        {
            if (!TryReadShard(reader, engine))
            {
                return "the checkpoint is damaged: a length is out of its bounds";
            }
        }

        engine.FinishRestore(tracker, before);
        return null;
    }

    private static void ReadClock(BinaryReader reader, DetectionEngine engine)
    {
        var clock = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32());
        engine.RestoreClock(new EngineClockState(clock, reader.ReadInt64(), reader.ReadInt64()));
        var counters = default(EngineCounters);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<EngineCounters>(ref counters)));
        engine.RestoreCounters(counters);
    }

    private static void ReadPopularity(BinaryReader reader, DetectionEngine engine)
    {
        engine.Popularity.RestoreSums(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadInt64());
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(engine.Popularity.Counts));
    }

    private static CampaignTracker? ReadTracker(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var tracker = new CampaignTracker();
        return length is >= 0 and <= CheckpointFormat.MaxCampaignBytes && tracker.TryRead(reader.ReadBytes(length))
            ? tracker
            : null;
    }

    private static bool TryReadShard(BinaryReader reader, DetectionEngine engine)
    {
        // Takings belong to no account: any shard may hold them, for all shards' are merged together.
        return TryReadDelta(reader, engine.TakenBefore(shard: 0))
            && TryReadDelta(reader, engine.Taken(shard: 0))
            && TryReadAccounts(reader, engine)
            && TryReadPending(reader, engine);
    }

    private static bool TryReadDelta(BinaryReader reader, PopularityDelta delta)
    {
        var length = reader.ReadInt32();
        return length is >= 0 and <= PopularityDelta.MaxBytes && delta.TryAdd(reader.ReadBytes(length));
    }

    private static bool TryReadAccounts(BinaryReader reader, DetectionEngine engine)
    {
        var count = reader.ReadInt32();
        Span<byte> name = stackalloc byte[EventLimits.MaxAccountBytes];
        for (var i = 0; i < count; i++)
        {
            var state = default(AccountState);
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<AccountState>(ref state)));
            if (state.Name.Length is < 1 or > EventLimits.MaxAccountBytes)
            {
                return false;
            }

            var text = name[..state.Name.Length];
            reader.BaseStream.ReadExactly(text);
            engine.Shards[engine.ShardOf(state.Key)].RestoreAccount(state, text);
        }

        return count >= 0;
    }

    private static bool TryReadPending(BinaryReader reader, DetectionEngine engine)
    {
        var count = reader.ReadInt32();
        Span<ulong> tracks = stackalloc ulong[EventLimits.MaxTracks];
        for (var i = 0; i < count; i++)
        {
            var e = default(AccessEvent);
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<AccessEvent>(ref e)));
            if (e.TrackCount > EventLimits.MaxTracks)
            {
                return false;
            }

            var served = tracks[..e.TrackCount];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(served));
            if (!engine.Shards[engine.ShardOf(e.Account)].TryRestorePending(e, served))
            {
                return false;
            }
        }

        return count >= 0;
    }
}
