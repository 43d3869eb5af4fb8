using System.Collections.Concurrent;

namespace ScrapeGuard.Kafka.Telemetry;

/// <summary>Numbers of partitions as the text that a tag has; each is made once.</summary>
internal static class PartitionText
{
    private static readonly ConcurrentDictionary<int, string> Texts = new();

    public static string Of(int partition) => Texts.GetOrAdd(partition, static number => $"{number}");
}
