namespace ScrapeGuard.Storage.Tests;

/// <summary>
/// The clock goes on, but no timer ever fires: a test says itself when the process's size is looked at.
/// </summary>
internal sealed class StillTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new NoTimer();

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
