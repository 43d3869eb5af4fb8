using System.Runtime.CompilerServices;
using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>
/// The shape of a checkpoint: magic, version, layout, then the sections in a fixed order, then the SHA-256 of all
/// before it. Numbers are little-endian; states and events are their own bytes.
/// </summary>
internal static class CheckpointFormat
{
    public const int Version = 11;

    /// <summary>Most bytes of what is known of campaigns.</summary>
    public const int MaxCampaignBytes = 64 << 20;

    public const int HashBytes = 32;

    /// <summary>The kinds of entries in the chunks of a partition's checkpoint.</summary>
    public const byte NoEntry = 0;
    public const byte AccountEntry = 1;
    public const byte RemovedEntry = 2;
    public const byte PendingEntry = 3;

    /// <summary>Most bytes of an entry: an event with all its tracks is the longest.</summary>
    public const int MaxEntryBytes = 8_192;

    public static ReadOnlySpan<byte> Magic => "SGCHECK\n"u8;

    public static ReadOnlySpan<byte> PartitionMagic => "SGPART_\n"u8;

    /// <summary>
    /// Stands for the layout of what is written as plain bytes: a program whose states look otherwise refuses the
    /// checkpoint.
    /// </summary>
    public static ulong Layout()
    {
        var schema = StableHash.Hash64(Encoding.UTF8.GetBytes(string.Join(',', FeatureSchema.Names)));
        var sizes = ((ulong)Unsafe.SizeOf<AccountState>() << 32) | (uint)Unsafe.SizeOf<AccessEvent>();
        return StableHash.Combine(schema, sizes);
    }
}
