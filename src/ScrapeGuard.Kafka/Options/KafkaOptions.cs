using System.Collections.Immutable;

namespace ScrapeGuard.Kafka.Options;

/// <summary>The settings under <c>Kafka</c>.</summary>
public sealed record KafkaOptions
{
    /// <summary>What every topic of the product begins with.</summary>
    public const string DefaultAccessEvents = "scrapeguard.access-events";

    /// <summary>Most characters of a topic's name (Kafka's own bound).</summary>
    public const int MaxTopicChars = 249;

    /// <summary><c>host:port,...</c></summary>
    public string BootstrapServers { get; init; } = "";

    /// <summary>Topic of the access events.</summary>
    public string AccessEvents { get; init; } = DefaultAccessEvents;

    /// <summary>Properties of librdkafka, passed through as they are: TLS, SASL, OAUTHBEARER and the rest.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What is wrong, one line a mistake; a value that may be secret is not shown.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        var servers = BootstrapServers.Split(',');
        errors.AddRange(servers.Where(server => !IsServer(server)).Select(server =>
            $"--bootstrap-servers '{server}': must be host:port, several with commas between"));
        if (!IsTopic(AccessEvents))
        {
            errors.Add($"--topic '{AccessEvents}': must be 1 to {MaxTopicChars} of a-z, A-Z, 0-9, '.', '_', '-'");
        }

        errors.AddRange(Properties.Keys.Where(key => key is "bootstrap.servers" or "").Select(key =>
            $"--kafka-property '{key}': is set otherwise (--bootstrap-servers)"));
        return errors;
    }

    private static bool IsServer(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && !text.AsSpan().ContainsAny(" \t/")
            && ushort.TryParse(text.AsSpan(colon + 1), out var port) && port > 0;
    }

    private static bool IsTopic(string name) =>
        name.Length is > 0 and <= MaxTopicChars && name is not ("." or "..")
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
