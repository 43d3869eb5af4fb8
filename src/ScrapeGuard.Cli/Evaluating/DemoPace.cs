namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Lets simulated days go by in a set time, or as fast as they can.</summary>
/// <param name="start">Time of the first event.</param>
/// <param name="days">Length of the traffic.</param>
/// <param name="duration">How long it may take; null for no pace.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoPace(DateTimeOffset start, TimeSpan days, TimeSpan? duration, TimeProvider time)
{
    /// <summary>A machine that is too slow for the pace ends the show this much later.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private readonly long _started = time.GetTimestamp();

    /// <summary>The time is up, whatever is left of the days.</summary>
    public bool IsOver => duration is { } known && time.GetElapsedTime(_started) > known + Slack;

    /// <summary>The share of the days that is over at an event, 0 to 1.</summary>
    public double ShareAt(long micros)
    {
        var passed = DateTimeOffset.UnixEpoch.AddMicroseconds(micros) - start;
        return Math.Clamp(passed / days, 0, 1);
    }

    /// <summary>
    /// Waits until a share of the days is due; ends early, without a fault, when it is asked to stop.
    /// </summary>
    public async Task WaitForAsync(double share, CancellationToken stop)
    {
        if (duration is not { } whole || (whole * share) - time.GetElapsedTime(_started) is not { Ticks: > 0 } wait)
        {
            return;
        }

        try
        {
            await Task.Delay(wait, time, stop);
        }
        catch (OperationCanceledException)
        {
            // The caller looks at the token itself.
        }
    }
}
