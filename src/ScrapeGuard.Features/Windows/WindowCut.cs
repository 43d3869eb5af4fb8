using System.Runtime.CompilerServices;

namespace ScrapeGuard.Features.Windows;

/// <summary>How the windows are cut into parts, and which part a moment lies in.</summary>
public static class WindowCut
{
    /// <summary>Parts of a window; one more is kept, for the part that is leaving it.</summary>
    public const int Parts = 4;

    /// <summary>Seconds of a part of the window of 1 minute.</summary>
    public const int Minute = 60 / Parts;

    /// <summary>Seconds of a part of the window of 10 minutes.</summary>
    public const int TenMinutes = 600 / Parts;

    /// <summary>Seconds of a part of the window of 1 hour.</summary>
    public const int Hour = 3_600 / Parts;

    /// <summary>Seconds of a part of the window of 24 hours.</summary>
    public const int Day = 86_400 / Parts;

    /// <summary>Seconds of a part of the window of 7 days.</summary>
    public const int Week = 604_800 / Parts;

    /// <summary>The number of the part that a second since 1970 lies in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PartOf(uint second, int partSeconds) => (int)(second / (uint)partSeconds);

    /// <summary>How many parts on a second is from an earlier one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StepsOf(uint earlier, uint second, int partSeconds) =>
        PartOf(second, partSeconds) - PartOf(earlier, partSeconds);

    /// <summary>How far the part of a second has gone: 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float GoneOf(uint second, int partSeconds) => (float)(second % (uint)partSeconds) / partSeconds;
}
