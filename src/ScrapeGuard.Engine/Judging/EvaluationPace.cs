namespace ScrapeGuard.Engine.Judging;

/// <summary>
/// When an account is scored. Each event would be too often: a score costs as much as two dozen events. It is scored when what
/// it did since the last time (requests and tracks) reaches 8 plus a sixteenth of its day, so that a scraper's first
/// hundred tracks are looked at a dozen times and its thousandth hundred once; and at its first event after an hour.
/// </summary>
internal static class EvaluationPace
{
    public const uint LongestSeconds = 3_600;

    private const int LeastVolume = 8;
    private const float DayShare = 1f / 16;

    public static int NextVolume(float dayVolume) => LeastVolume + (int)(dayVolume * DayShare);
}
