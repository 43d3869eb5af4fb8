using System.Collections.Immutable;

namespace ScrapeGuard.Kafka.Options;

/// <summary>The settings under <c>Kafka</c>.</summary>
public sealed record KafkaOptions
{
    /// <summary><c>host:port,...</c></summary>
    public string BootstrapServers { get; init; } = "";

    /// <summary>Consumer group; its committed offsets are the progress.</summary>
    /// <value>Default <c>scrapeguard-worker</c>.</value>
    public string GroupId { get; init; } = "scrapeguard-worker";

    /// <summary>Names of the topics.</summary>
    public TopicNames Topics { get; init; } = new();

    /// <summary>Properties of librdkafka, passed through as they are: TLS, SASL, OAUTHBEARER and the rest.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What is wrong, one line a mistake; a value that may be secret is not shown.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        var servers = BootstrapServers.Split(',');
        errors.AddRange(servers.Where(server => !IsServer(server)).Select(server =>
            $"Kafka:BootstrapServers '{server}': must be host:port, several with commas between"));
        if (string.IsNullOrWhiteSpace(GroupId))
        {
            errors.Add($"Kafka:GroupId '{GroupId}': must not be empty");
        }

        errors.AddRange(Topics.Validate());
        errors.AddRange(Properties.Keys.Where(key => key is "bootstrap.servers" or "group.id" or "").Select(key =>
            $"Kafka:Properties '{key}': is set otherwise (Kafka:BootstrapServers, Kafka:GroupId)"));
        return errors;
    }

    private static bool IsServer(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && !text.AsSpan().ContainsAny(" \t/")
            && ushort.TryParse(text.AsSpan(colon + 1), out var port) && port > 0;
    }
}
