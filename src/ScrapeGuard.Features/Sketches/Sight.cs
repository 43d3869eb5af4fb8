namespace ScrapeGuard.Features.Sketches;

/// <summary>What <see cref="TrackMemory.See"/> says in place of an age.</summary>
public static class Sight
{
    /// <summary>Not remembered.</summary>
    public const int New = -1;

    /// <summary>Not in the sample: nothing can be said.</summary>
    public const int Unsampled = -2;
}
