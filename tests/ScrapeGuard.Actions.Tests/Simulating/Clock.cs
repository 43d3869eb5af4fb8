namespace ScrapeGuard.Actions.Tests.Simulating;

/// <summary>A time that passes when a test says so.</summary>
internal sealed class Clock
{
    /// <summary>2026-03-01T12:00:00Z.</summary>
    public const long Start = 1_772_366_400_000_000;

    public long Now { get; private set; } = Start;

    public void Pass(TimeSpan time) => Now += time.Ticks / TimeSpan.TicksPerMicrosecond;
}
