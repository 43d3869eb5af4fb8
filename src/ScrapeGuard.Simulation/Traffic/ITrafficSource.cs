using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Simulation.Traffic;

/// <summary>Makes a capture's events in order of time.</summary>
internal interface ITrafficSource
{
    /// <summary>The blocks, in order; runs once.</summary>
    IEnumerable<TrafficBlock> Run(BlockBuilder builder);

    /// <summary>What is true of each account as far as the run has come, in no order.</summary>
    IEnumerable<AccountTruth> Truth();
}
