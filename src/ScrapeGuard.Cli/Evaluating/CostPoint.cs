namespace ScrapeGuard.Cli.Evaluating;

/// <summary>What a full scrape costs at one pace: a point of a <see cref="CostCurve"/>.</summary>
/// <param name="TracksPerDay">New tracks a day and account: the median of its scrapers.</param>
/// <param name="Scrapers">Scraping accounts at about that pace.</param>
/// <param name="Suspended">Of those, the suspended.</param>
/// <param name="RateLimited">Of those, the ones that a plain rate limit stops.</param>
/// <param name="AccountDays">Days of work, of all accounts together, for the whole catalogue at that pace.</param>
/// <param name="Accounts">
/// Accounts that are used up by it, each good for what one took on average before it was suspended; null when none
/// was suspended.
/// </param>
internal readonly record struct CostPoint(
    double TracksPerDay, int Scrapers, int Suspended, int RateLimited, double AccountDays, double? Accounts)
{
    /// <summary>Nobody at this pace is suspended.</summary>
    public bool IsUnseen => Suspended == 0;

    public bool IsUnseenByRateLimit => RateLimited == 0;
}
