using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>Writes all that an engine knows, between two calls of <see cref="DetectionEngine.Process"/>.</summary>
public static class CheckpointWriter
{
    /// <summary>Writes a checkpoint; the stream stays open.</summary>
    public static void Write(Stream output, DetectionEngine engine)
    {
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(output, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashing, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(CheckpointFormat.Magic);
            writer.Write(CheckpointFormat.Version);
            writer.Write(CheckpointFormat.Layout());
            WriteClock(writer, engine);
            WritePopularity(writer, engine);
            WriteCampaigns(writer, engine);
            for (var number = 0; number < engine.Shards.Length; number++)
            {
                // More follows.
                writer.Write((byte)1);
                WriteDelta(writer, engine.TakenBefore(number));
                WriteDelta(writer, engine.Taken(number));
                WriteShard(writer, engine.Shards[number]);
            }

            writer.Write((byte)0);
        }

        output.Write(hash.Hash!);
    }

    private static void WriteClock(BinaryWriter writer, DetectionEngine engine)
    {
        var clock = engine.SaveClock();
        writer.Write(clock.Clock.Now);
        writer.Write(clock.Clock.Center);
        writer.Write(clock.Clock.Run);
        writer.Write(clock.Epoch);
        writer.Write(clock.ReleasedSecond);
        var counters = engine.Counters;
        writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<EngineCounters>(in counters)));
    }

    private static void WritePopularity(BinaryWriter writer, DetectionEngine engine)
    {
        var popularity = engine.Popularity;
        writer.Write(popularity.Total);
        writer.Write(popularity.RarityTotal);
        writer.Write(popularity.Halvings);
        writer.Write(MemoryMarshal.AsBytes(popularity.Counts));
    }

    private static void WriteCampaigns(BinaryWriter writer, DetectionEngine engine)
    {
        engine.CampaignsRead.Write(writer);
        var bytes = engine.Tracker.ToBytes();
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static void WriteShard(BinaryWriter writer, Shard shard)
    {
        writer.Write(shard.Accounts.Count);
        for (var place = 0; place < shard.Accounts.Places; place++)
        {
            ref readonly var state = ref shard.Accounts.Peek(place);
            if (state.Key != default)
            {
                writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Accounts.AccountState>(in state)));
                writer.Write(shard.Accounts.NameOf(place));
            }
        }

        writer.Write(shard.Pending.Count);
        foreach (var place in shard.Pending.Places())
        {
            WriteEvent(writer, shard, place);
        }
    }

    private static void WriteEvent(BinaryWriter writer, Shard shard, int place)
    {
        ref readonly var e = ref shard.Pending[place].Event;
        writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<AccessEvent>(in e)));
        writer.Write(MemoryMarshal.AsBytes(shard.Pending.TracksOf(place)));
    }

    private static void WriteDelta(BinaryWriter writer, PopularityDelta delta)
    {
        var bytes = delta.ToBytes();
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
