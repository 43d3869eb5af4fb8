namespace ScrapeGuard.Engine.Accounts;

/// <summary>How long an account without a verdict is remembered.</summary>
public static class AccountRetention
{
    /// <summary>
    /// After so long without an event an account starts anew: 30 days. That is so whether its state still stands in
    /// memory or not, so that making room changes no decision.
    /// </summary>
    public const uint IdleSeconds = 30 * 86_400;
}
