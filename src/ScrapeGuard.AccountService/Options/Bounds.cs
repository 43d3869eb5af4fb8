namespace ScrapeGuard.AccountService.Options;

/// <summary>Checks of numbers.</summary>
internal static class Bounds
{
    /// <summary>The mistake; null when the value is within its bounds.</summary>
    public static string? Check(string key, int value, int least, int most) =>
        value >= least && value <= most ? null : $"{key} '{value}': must be {least} to {most}";
}
