namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>How a track was taken, and when.</summary>
[Flags]
public enum TrackMarks : byte
{
    None = 0,

    /// <summary>Its catalogue entry was served.</summary>
    Metadata = 1,

    /// <summary>Its audio was served.</summary>
    Audio = 2,

    /// <summary>Its content key was handed out.</summary>
    Key = 4,

    /// <summary>It was taken before the account's suspension, or the account was never suspended.</summary>
    Before = 8,

    /// <summary>Its audio was taken before the account's suspension, or the account was never suspended.</summary>
    AudioBefore = 16,
}
