namespace ScrapeGuard.Kafka.Worker;

/// <summary>The components of a worker on its health board.</summary>
internal static class HealthNames
{
    /// <summary>Brokers, topics, commits.</summary>
    public const string Kafka = "kafka";

    /// <summary>The state of the partitions assigned is restored.</summary>
    public const string State = "state";
}
