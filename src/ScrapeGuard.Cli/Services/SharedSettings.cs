using System.Collections.Immutable;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Services;

/// <summary>The settings that all services have.</summary>
internal sealed record SharedSettings
{
    /// <summary>
    /// The settings under <c>Kafka</c>; the group is that of the service if nothing else is said.
    /// </summary>
    public required KafkaOptions Kafka { get; init; }

    /// <summary>The settings under <c>State</c>.</summary>
    public required StateOptions State { get; init; }

    /// <summary><c>Policy:Path</c>; null: the default policy.</summary>
    public string? PolicyPath { get; init; }

    /// <summary>
    /// <c>Http:Urls</c>: where health and metrics are served, as in <c>http://*:8080</c>; none: nowhere.
    /// </summary>
    public ImmutableArray<string> Urls { get; init; } = [];

    /// <summary><c>Telemetry:OtlpEndpoint</c>: where traces and metrics are sent; null: nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The same for a service whose group has another name if nothing else is said.</summary>
    public SharedSettings InGroup(SettingsLayers layers, string group) =>
        string.IsNullOrWhiteSpace(layers[SettingCatalogue.GroupId])
            ? this with { Kafka = Kafka with { GroupId = group } }
            : this;
}
