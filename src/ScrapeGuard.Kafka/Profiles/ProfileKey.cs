using System.Globalization;
using System.Text;

namespace ScrapeGuard.Kafka.Profiles;

/// <summary>What a record of the profiles topic is about.</summary>
internal enum ProfileKind
{
    /// <summary>A worker takes a partition over.</summary>
    Owner,

    /// <summary>A partition has closed epochs.</summary>
    Closing,

    /// <summary>A partition has a new checkpoint.</summary>
    Checkpoint,

    /// <summary>The newest event time of a partition.</summary>
    Newest,

    /// <summary>A part of the sum of all epochs up to one.</summary>
    Sum,
}

/// <summary>
/// The key of a record of the profiles topic: <c>kind/partition/number/owner</c>. It is different for each owner, so
/// that compaction never lets the record of a worker that has lost its partition stand for that of its heir.
/// </summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Partition">The partition; of a sum the number of its part.</param>
/// <param name="Number">The epoch or the checkpoint; 0 where there is none.</param>
/// <param name="Owner">Who writes; of a sum the number of its parts.</param>
internal readonly record struct ProfileKey(ProfileKind Kind, int Partition, long Number, string Owner)
{
    private static readonly string[] Words = ["owner", "closing", "checkpoint", "newest", "sum"];

    public static bool TryParse(ReadOnlySpan<byte> bytes, out ProfileKey key)
    {
        var parts = Encoding.UTF8.GetString(bytes).Split('/');
        key = default;
        var kind = Array.IndexOf(Words, parts[0]);
        if (parts.Length != 4 || kind < 0
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            || !long.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        key = new ProfileKey((ProfileKind)kind, partition, number, parts[3]);
        return true;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes($"{Words[(int)Kind]}/{Partition}/{Number}/{Owner}");
}
