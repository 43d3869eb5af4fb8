namespace ScrapeGuard.Console.Traffic;

/// <summary>How many events come in a second of the clock on the wall, over the last ten.</summary>
internal sealed class EventRate(TimeProvider time)
{
    private const int Samples = 10;

    private readonly Queue<(long At, long Events)> _samples = new();

    /// <summary>Takes a sample, and tells the rate since the oldest. One caller.</summary>
    public double Sample(long events)
    {
        var now = time.GetTimestamp();
        var rate = 0.0;
        if (_samples.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At, now) is { Ticks: > 0 } passed)
        {
            rate = (events - oldest.Events) / passed.TotalSeconds;
        }

        _samples.Enqueue((now, events));
        if (_samples.Count > Samples)
        {
            _samples.Dequeue();
        }

        return Math.Round(rate, 1);
    }
}
