namespace ScrapeGuard.Engine.Epochs;

/// <summary>Where an engine stands in time, for checkpoints.</summary>
internal readonly record struct EngineClockState(
    (long Now, long Center, int Run) Clock, long Epoch, long ReleasedSecond);
