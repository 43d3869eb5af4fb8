using System.Globalization;

namespace ScrapeGuard.Cli.ToKafka;

/// <summary>How quickly recorded traffic is replayed: as it was recorded, so many times that, or flat out.</summary>
/// <param name="times">How many times the recorded pace; null: flat out.</param>
/// <param name="time">The clock.</param>
internal sealed class ReplayPace(double? times, TimeProvider time)
{
    /// <summary>The words and numbers that <see cref="TryParse"/> takes.</summary>
    public const string Allowed = "flat, recorded, or how many times the recorded pace: 0.001 to 1000000";

    private const double Least = 0.001;
    private const double Most = 1_000_000;

    private long _started;
    private long? _firstMicros;

    /// <summary>Reads the value of the option.</summary>
    public static bool TryParse(string text, out double? times)
    {
        times = text == "recorded" ? 1 : null;
        if (text is "flat" or "recorded")
        {
            return true;
        }

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        times = number;
        return isNumber && number is >= Least and <= Most;
    }

    /// <summary>
    /// Waits until it is an event's turn; an event older than one before it is due at once. False when it was stopped.
    /// </summary>
    public bool WaitFor(long micros, CancellationToken stop)
    {
        if (times is null || stop.IsCancellationRequested)
        {
            return !stop.IsCancellationRequested;
        }

        if (_firstMicros is null)
        {
            (_firstMicros, _started) = (micros, time.GetTimestamp());
        }

        var due = TimeSpan.FromMicroseconds((micros - _firstMicros.Value) / times.Value);
        var wait = due - time.GetElapsedTime(_started);
        if (wait <= TimeSpan.FromMilliseconds(1))
        {
            return true;
        }

        try
        {
            // Longer waits than a timer takes are cut; the event is then early, which a year of pause bears.
            var bounded = wait < TimeSpan.FromDays(40) ? wait : TimeSpan.FromDays(40);
            Task.Delay(bounded, time, stop).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
