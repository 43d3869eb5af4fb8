using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Console.Traffic;

/// <summary>What one account did in one clock hour.</summary>
internal sealed class HourCounts(long hour)
{
    private readonly int[] _operations = new int[OperationNames.Count];

    /// <summary>Hours since 1970.</summary>
    public long Hour { get; } = hour;

    /// <summary>Tracks that were new to it.</summary>
    public double Tracks { get; set; }

    /// <summary>Tracks of which the audio was new to it.</summary>
    public double AudioTracks { get; set; }

    /// <summary>Tracks that it asked for in vain, and had not before.</summary>
    public double Prevented { get; set; }

    public int Of(Operation operation) => _operations[(int)operation];

    public void Count(Operation operation) => _operations[(int)operation]++;
}
