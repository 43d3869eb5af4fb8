using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Services;

/// <summary>The settings of all services. A service takes no offence at those of another.</summary>
internal static class SettingCatalogue
{
    /// <summary>Before the name of a property of librdkafka; any name may follow.</summary>
    public const string Properties = "Kafka:Properties:";

    public const string ConnectionString = "Database:ConnectionString";
    public const string ConnectionStringFile = "Database:ConnectionStringFile";
    public const string PasswordFile = "Database:PasswordFile";
    public const string MaxConnections = "Database:MaxConnections";
    public const string StatementTimeoutSeconds = "Database:StatementTimeoutSeconds";
    public const string IdleTimeoutSeconds = "Database:IdleTimeoutSeconds";
    public const string RetentionDays = "Database:RetentionDays";
    public const string BootstrapServers = "Kafka:BootstrapServers";
    public const string GroupId = "Kafka:GroupId";
    public const string AccessEvents = "Kafka:Topics:AccessEvents";
    public const string StateDirectory = "State:Directory";
    public const string MemoryLimitBytes = "State:MemoryLimitBytes";
    public const string CheckpointSeconds = "State:CheckpointSeconds";
    public const string Delivery = "Worker:Delivery";
    public const string CommitMilliseconds = "Worker:CommitMilliseconds";
    public const string IdlePartitionSeconds = "Worker:IdlePartitionSeconds";
    public const string Threads = "Worker:Threads";
    public const string PolicyPath = "Policy:Path";
    public const string ModelPath = "Model:Path";
    public const string Urls = "Http:Urls";
    public const string OtlpEndpoint = "Telemetry:OtlpEndpoint";

    /// <summary>All keys but those of the properties, as they are spelled.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        BootstrapServers,
        GroupId,
        .. new TopicNames().All.Select(topic => topic.Setting),
        StateDirectory,
        MemoryLimitBytes,
        CheckpointSeconds,
        Delivery,
        CommitMilliseconds,
        IdlePartitionSeconds,
        Threads,
        PolicyPath,
        ModelPath,
        Urls,
        OtlpEndpoint,
        ConnectionString,
        ConnectionStringFile,
        PasswordFile,
        MaxConnections,
        StatementTimeoutSeconds,
        IdleTimeoutSeconds,
        RetentionDays,
        .. AccountServiceKeys.All,
        .. ActionerKeys.All,
        .. ConsoleKeys.All,
    ];

    /// <summary>The keys with a name of the user's own in them.</summary>
    public static IReadOnlyList<FreeSetting> Free { get; } =
        [new(Properties, "", IsSecret: true, '.'), .. AccountServiceKeys.Free, .. ConsoleKeys.Free];

    /// <summary>The first parts of the keys.</summary>
    public static IReadOnlySet<string> Sections { get; } =
        Keys.Select(key => key[..key.IndexOf(':', StringComparison.Ordinal)])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Spellings =
        Keys.ToDictionary(key => key, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The right spelling of a key, whose case does not matter; null when it is none. Names of the user's own are small
    /// letters.
    /// </summary>
    public static string? Find(string key) =>
        Spellings.TryGetValue(key, out var spelling) ? spelling
        : Free.Select(free => free.Find(key)).FirstOrDefault(found => found is not null);

    /// <summary>True for a value that must never be shown.</summary>
    public static bool IsSecret(string key) =>
        key is ConnectionString or ActionerKeys.AlertWebhook
        || Free.Any(free => free.IsSecret && key.StartsWith(free.Prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The keys of a section; none when there is no such section.</summary>
    public static IEnumerable<string> KeysOf(string section) =>
        Keys.Concat(Free.Select(free => free.Shown))
            .Where(key => key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase));
}
