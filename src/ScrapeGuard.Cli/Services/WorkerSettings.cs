using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Services;

/// <summary>All settings of a worker, checked.</summary>
/// <param name="Shared">What all services have.</param>
/// <param name="Options">The settings under <c>Kafka</c>, <c>State</c> and <c>Worker</c>.</param>
/// <param name="ModelPath"><c>Model:Path</c>; null: the model that ships with the program.</param>
internal sealed record WorkerSettings(SharedSettings Shared, WorkerOptions Options, string? ModelPath);
