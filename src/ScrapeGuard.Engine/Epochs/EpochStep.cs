namespace ScrapeGuard.Engine.Epochs;

/// <summary>The end of an epoch, a run of events, or the clock set back.</summary>
/// <param name="End">Number of the end, from 1; 0: a run of events; <see cref="Rewind"/>.</param>
/// <param name="Epoch">The epoch that ends, or that the clock is set back to.</param>
/// <param name="Run">The events.</param>
internal readonly record struct EpochStep(long End, long Epoch, EventRun Run)
{
    /// <summary>Stands for the clock set back.</summary>
    public const long Rewind = -1;
}
