namespace ScrapeGuard.Actions.Safeguards.Ocsf;

/// <summary>
/// OWASP Automated Threats to Web Applications: an account that scrapes is OAT-011; a campaign is also accounts made
/// (OAT-019) and gathered in one hand (OAT-020) for it.
/// </summary>
internal static class AutomatedThreat
{
    public const string Tag = "owasp.oat";

    private static readonly string[] Alone = ["OAT-011 Scraping"];

    private static readonly string[] Campaign =
        ["OAT-011 Scraping", "OAT-019 Account Creation", "OAT-020 Account Aggregation"];

    public static IReadOnlyList<string> Of(SafeguardEvent told) =>
        (told.Campaign ?? told.Decision?.Campaign) is null ? Alone : Campaign;
}
