namespace ScrapeGuard.Cli.Actioning;

/// <summary>Wakes one who waits; a nudge that comes while nobody does is kept. Any thread may nudge.</summary>
internal sealed class Nudge
{
    private TaskCompletionSource _next = New();

    public void Set() => Volatile.Read(ref _next).TrySetResult();

    /// <summary>Waits for a nudge, for something else, or for a while.</summary>
    public async Task WaitAsync(Task other, TimeSpan most, TimeProvider time, CancellationToken stop)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var nudged = Volatile.Read(ref _next).Task;
        await Task.WhenAny(nudged, other, Task.Delay(most, time, left.Token));
        await left.CancelAsync();
        if (nudged.IsCompleted)
        {
            Volatile.Write(ref _next, New());
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
