using ScrapeGuard.Campaigns.Leaks;

namespace ScrapeGuard.Console.Traffic;

/// <summary>Distinct tracks that were taken, and of these those of which audio was.</summary>
internal sealed class TrackTaking(int maxExact, int sampled)
{
    public TrackHaul All { get; } = new(maxExact, sampled);

    public TrackHaul Audio { get; } = new(maxExact, sampled);

    public long Tracks => (long)Math.Round(All.Count());

    public long AudioTracks => (long)Math.Round(Audio.Count());

    /// <summary>One account's.</summary>
    public static TrackTaking OfAccount() => new(maxExact: 1 << 14, sampled: 1 << 10);

    /// <summary>That of several accounts together.</summary>
    public static TrackTaking Together() => new(maxExact: 1 << 20, sampled: 1 << 13);

    /// <summary>Counts a track.</summary>
    /// <returns>How many tracks it stands for that are new, and of how many the audio is.</returns>
    public (double Tracks, double AudioTracks) Add(ulong track, TrackMarks marks) =>
        (All.Add(track, marks), (marks & TrackMarks.Audio) != TrackMarks.None ? Audio.Add(track, marks) : 0);

    public void Merge(TrackTaking other)
    {
        All.Merge(other.All);
        Audio.Merge(other.Audio);
    }
}
