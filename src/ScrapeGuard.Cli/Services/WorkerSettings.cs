using System.Collections.Immutable;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Services;

/// <summary>All settings of a worker, checked.</summary>
internal sealed record WorkerSettings
{
    /// <summary>The settings under <c>Kafka</c>, <c>State</c> and <c>Worker</c>.</summary>
    public required WorkerOptions Options { get; init; }

    /// <summary><c>Policy:Path</c>; null: the default policy.</summary>
    public string? PolicyPath { get; init; }

    /// <summary><c>Model:Path</c>; null: the model that ships with the program.</summary>
    public string? ModelPath { get; init; }

    /// <summary>
    /// <c>Http:Urls</c>: where health and metrics are served, as in <c>http://*:8080</c>; none: nowhere.
    /// </summary>
    public ImmutableArray<string> Urls { get; init; } = [];

    /// <summary><c>Telemetry:OtlpEndpoint</c>: where traces and metrics are sent; null: nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }
}
