using System.Diagnostics.Metrics;
using ScrapeGuard.Storage.Memory;

namespace ScrapeGuard.Cli.Services;

/// <summary>
/// Shows how a worker stands with its limit of memory, where it has one: what goes beyond is on disk, and slower.
/// </summary>
internal sealed class StateMetrics : IDisposable
{
    public const string MeterName = "ScrapeGuard.State";
    public const string InMemory = "scrapeguard.state.in_memory";
    public const string Limit = "scrapeguard.state.memory_limit";

    private readonly Meter _meter = new(MeterName);

    /// <param name="budget">Shares the memory out; must live longer.</param>
    /// <param name="limitBytes">The setting <c>State:MemoryLimitBytes</c>.</param>
    public StateMetrics(StateBudget budget, long limitBytes)
    {
        _meter.CreateObservableGauge(
            InMemory, () => budget.StateBytes, "By", "Bytes of accounts that are in memory, and not on disk.");
        _meter.CreateObservableGauge(Limit, () => limitBytes, "By", "The limit of the process's memory.");
    }

    /// <summary>Every instrument.</summary>
    public static IReadOnlyList<string> All { get; } = [InMemory, Limit];

    public void Dispose() => _meter.Dispose();
}
