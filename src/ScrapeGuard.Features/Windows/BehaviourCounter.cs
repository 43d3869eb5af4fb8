namespace ScrapeGuard.Features.Windows;

/// <summary>The counters of the behaviour window of 24 hours.</summary>
public static class BehaviourCounter
{
    /// <summary>Responses 429.</summary>
    public const int Throttled = 0;

    /// <summary>Time played while another play ran, in units of <see cref="Counter.PlayedUnitMs"/>.</summary>
    public const int Overlap = 1;

    /// <summary>Tracks of the day's sample that the account was served within 24 hours before.</summary>
    public const int Repeats = 2;

    /// <summary>Tracks of the week's sample that the account was not served within 7 days before.</summary>
    public const int New = 3;

    /// <summary>All tracks of the day's sample.</summary>
    public const int SampledDay = 4;

    /// <summary>Requests from another network than the one before.</summary>
    public const int NetworkChanges = 5;

    /// <summary>Canary tracks served.</summary>
    public const int Canaries = 6;

    /// <summary>All tracks of the week's sample.</summary>
    public const int SampledWeek = 7;
}
