namespace ScrapeGuard.Cli.Acting;

/// <summary>The time of simulated traffic: it moves when an event moves it, and never back.</summary>
internal sealed class SimulatedTime(long startMicros) : TimeProvider
{
    /// <summary>Microseconds since 1970.</summary>
    public long Micros { get; private set; } = startMicros;

    /// <summary>It is now, if it is not later already.</summary>
    public void Reach(long micros) => Micros = Math.Max(Micros, micros);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddMicroseconds(Micros);
}
