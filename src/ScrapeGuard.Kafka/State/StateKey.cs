using System.Globalization;
using System.Text;

namespace ScrapeGuard.Kafka.State;

/// <summary>The keys of the state topic, whose partitions are those of the access events.</summary>
internal static class StateKey
{
    /// <summary>Where the last commit stands.</summary>
    public static readonly byte[] Progress = "progress"u8.ToArray();

    private const string AdvancePrefix = "advance/";

    /// <summary>A piece of a checkpoint.</summary>
    /// <param name="kind">a: accounts, p: events held back, h: the head.</param>
    /// <param name="number">The checkpoint.</param>
    /// <param name="owner">Who wrote it.</param>
    /// <param name="index">Which of its pieces.</param>
    public static byte[] Chunk(char kind, long number, string owner, int index) =>
        Encoding.UTF8.GetBytes($"chunk/{number}/{owner}/{kind}{index}");

    /// <summary>The partition was moved on with the others' time at an offset of the access events.</summary>
    public static byte[] Advance(long offset) => Encoding.UTF8.GetBytes($"{AdvancePrefix}{offset}");

    public static bool TryReadAdvance(ReadOnlySpan<byte> key, out long offset)
    {
        offset = 0;
        var text = Encoding.UTF8.GetString(key);
        return text.StartsWith(AdvancePrefix, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(AdvancePrefix.Length), CultureInfo.InvariantCulture, out offset);
    }
}
