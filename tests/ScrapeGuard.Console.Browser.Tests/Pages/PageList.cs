using ScrapeGuard.Console.Browser.Tests.StandIn;

namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>Every page: its address and its heading.</summary>
internal static class PageList
{
    public static readonly (string Hash, string Heading)[] All =
    [
        ("#/overview", "Overview"),
        ("#/queue", "Review queue"),
        ("#/accounts", "Accounts"),
        ($"#/account?name={Uri.EscapeDataString(HostileNames.Script)}", HostileNames.Script),
        ("#/campaigns", "Campaigns"),
        ($"#/campaign?id={MadeUp.Campaign}", $"Campaign {MadeUp.ShortCampaign}"),
        ("#/extent", "Extent"),
        ("#/policies", "Policies"),
        ("#/audit", "Audit"),
        ($"#/account?name={HostileNames.Long}", HostileNames.Long),
    ];
}
