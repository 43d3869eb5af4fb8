namespace ScrapeGuard.Features.Windows;

/// <summary>The counters of the traffic windows. The windows up to the hour have the first four only.</summary>
public static class Counter
{
    public const int Requests = 0;

    /// <summary>Units of <see cref="BytesUnit"/>.</summary>
    public const int Bytes = 1;

    /// <summary>Tracks of which metadata was served, repeats included.</summary>
    public const int Metadata = 2;

    /// <summary>Requests for audio.</summary>
    public const int Audio = 3;

    /// <summary>Content keys.</summary>
    public const int Keys = 4;

    /// <summary>Plays reported.</summary>
    public const int Plays = 5;

    /// <summary>Units of <see cref="PlayedUnitMs"/>.</summary>
    public const int Played = 6;

    /// <summary>Responses with a status of 400 and above.</summary>
    public const int Errors = 7;

    /// <summary>Bytes of a unit; what is left over is carried to the next event.</summary>
    public const int BytesUnit = 65_536;

    /// <summary>Milliseconds of a unit; what is left over is carried to the next play.</summary>
    public const int PlayedUnitMs = 10_000;
}
