namespace ScrapeGuard.Console.Tests.Serving;

/// <summary>The clock on the wall, set forward by a test.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _shift;

    public void Shift(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _shift));

    public override long GetTimestamp() => System.GetTimestamp()
        + (long)(Interlocked.Read(ref _shift) * (TimestampFrequency / (double)TimeSpan.TicksPerSecond));
}
