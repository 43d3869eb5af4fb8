namespace ScrapeGuard.Console.Views;

/// <param name="SignedOut">Always true.</param>
public sealed record SignedOutView(bool SignedOut);
