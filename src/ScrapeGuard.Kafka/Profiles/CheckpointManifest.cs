using System.Collections.Immutable;
using System.Text.Json;

namespace ScrapeGuard.Kafka.Profiles;

/// <summary>Where a partition's newest checkpoint lies.</summary>
internal sealed record CheckpointManifest
{
    /// <summary>Its number; 0: the partition starts with nothing.</summary>
    public required long Number { get; init; }

    /// <summary>The oldest checkpoint whose chunks are still needed.</summary>
    public required long LiveFrom { get; init; }

    /// <summary>The first offset of the access events that is not in it.</summary>
    public required long Offset { get; init; }

    /// <summary>The epoch under way; <see cref="long.MinValue"/>: none yet.</summary>
    public required long Epoch { get; init; }

    /// <summary>
    /// From where on in the state topic the progress since then is to be looked for.
    /// </summary>
    public required long ScanFrom { get; init; }

    /// <summary>Accounts that the engine held; for the display of progress.</summary>
    public long Accounts { get; init; }

    /// <summary>The chunks of accounts, oldest checkpoint first.</summary>
    public ImmutableArray<CheckpointPart> Parts { get; init; } = [];

    /// <summary>Records of the events held back, by offset in the state topic.</summary>
    public ImmutableArray<long> Pending { get; init; } = [];

    /// <summary>Record of the head; below 0: none.</summary>
    public long Head { get; init; } = -1;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static CheckpointManifest? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<CheckpointManifest>(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The chunks that one checkpoint wrote.</summary>
/// <param name="Number">The checkpoint.</param>
/// <param name="Owner">Who wrote it: a part of the records' keys.</param>
/// <param name="Offsets">The records, by offset in the state topic.</param>
internal sealed record CheckpointPart(long Number, string Owner, ImmutableArray<long> Offsets);
