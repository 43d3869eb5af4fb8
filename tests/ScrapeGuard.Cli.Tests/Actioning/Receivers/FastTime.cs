namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>The clock of the machine, many times as fast: what waits for seconds waits for milliseconds.</summary>
internal sealed class FastTime(int factor) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() =>
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero) + (System.GetElapsedTime(_start) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period));

    private TimeSpan Shortened(TimeSpan time) => time <= TimeSpan.Zero ? time : time / factor;
}
