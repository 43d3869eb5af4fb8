using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>The components of an actioner on its health board.</summary>
public static class ActionerHealth
{
    /// <summary>Brokers, topics, commits.</summary>
    public const string Kafka = HealthNames.Kafka;

    /// <summary>The store: PostgreSQL, or the journal.</summary>
    public const string Database = "database";

    /// <summary>The platform's account service.</summary>
    public const string AccountService = "account-service";
}
