namespace ScrapeGuard.Cli.Acting;

/// <summary>The time of simulated traffic: it moves when an event moves it, and never back.</summary>
internal sealed class SimulatedTime(long startMicros) : TimeProvider
{
    private long _micros = startMicros;

    /// <summary>Microseconds since 1970; any thread may read it.</summary>
    public long Micros => Volatile.Read(ref _micros);

    /// <summary>It is now, if it is not later already. One caller.</summary>
    public void Reach(long micros) => Volatile.Write(ref _micros, Math.Max(_micros, micros));

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddMicroseconds(Micros);
}
