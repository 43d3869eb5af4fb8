namespace ScrapeGuard.Engine.Judging;

/// <summary>
/// When an account is scored. Each event would be too often: a score costs as much as two dozen events. It is scored
/// when what it did since the last time (requests and tracks) reaches 8 plus a sixteenth of its day, so that a
/// scraper's first hundred tracks are looked at a dozen times and its thousandth hundred once; after an hour 4 are
/// enough.
/// </summary>
internal static class EvaluationPace
{
    /// <summary>The volume of the first look.</summary>
    public const int FirstVolume = 8;

    private const int LeastVolume = 4;
    private const uint LongSeconds = 3_600;
    private const float DayShare = 1f / 16;

    /// <summary>The volume of the next look, by the volume of the last 24 hours.</summary>
    public static int NextVolume(float dayVolume) => FirstVolume + (int)(dayVolume * DayShare);

    /// <summary>Whether to look now.</summary>
    public static bool IsDue(int volume, int nextVolume, uint seconds) =>
        volume >= nextVolume || (seconds >= LongSeconds && volume >= LeastVolume);
}
