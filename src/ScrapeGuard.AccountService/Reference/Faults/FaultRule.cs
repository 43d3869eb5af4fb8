namespace ScrapeGuard.AccountService.Reference.Faults;

/// <summary>How often a fault comes.</summary>
/// <param name="Share">Of requests, 0 to 1.</param>
/// <param name="Count">Besides, so many of the next ones.</param>
public readonly record struct FaultRule(double Share, int Count = 0)
{
    /// <summary>The mistake; null when there is none.</summary>
    public string? Mistake =>
        Share is not (>= 0 and <= 1) ? "the share must be 0 to 1"
        : Count < 0 ? "the count must be 0 or more"
        : null;
}
