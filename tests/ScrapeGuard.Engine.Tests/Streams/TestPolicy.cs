using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Engine.Tests.Streams;

/// <summary>Policies with one rule, so that a test says by numbers which score an account has.</summary>
internal static class TestPolicy
{
    /// <summary>All rules off.</summary>
    public static RuleOptions NoRules { get; } = new()
    {
        MaxAudioTracksPerHour = 0,
        MaxAudioTracksPerDay = 0,
        MaxMetadataTracksPerHour = 0,
        MaxMetadataTracksPerDay = 0,
        MaxPlayedSecondsPerSecond = 0,
        MaxActiveHoursPerDay = 0,
        MaxAudioTracksWithoutPlaysPerDay = 0,
        MaxUnplayedExcess = 0,
        MaxTakenExcess = 0,
        MaxServedExcess = 0,
        MaxServedExcessSustained = 0,
    };

    /// <summary>
    /// Suspends who is served <paramref name="tracks"/> distinct tracks of metadata within an hour; nothing else
    /// counts. Up to 32 the count is exact.
    /// </summary>
    public static Policy MetadataPerHour(int tracks) =>
        Policy.Default with { Rules = NoRules with { MaxMetadataTracksPerHour = tracks } };
}
