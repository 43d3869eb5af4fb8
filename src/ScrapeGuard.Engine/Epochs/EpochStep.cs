namespace ScrapeGuard.Engine.Epochs;

/// <summary>Either the end of an epoch or a run of events.</summary>
/// <param name="End">Number of the end, from 1; 0: a run of events.</param>
/// <param name="Epoch">The epoch that ends.</param>
/// <param name="Run">The events.</param>
internal readonly record struct EpochStep(long End, long Epoch, EventRun Run);
