using ScrapeGuard.Console.Browser.Tests.Browsers;
using ScrapeGuard.Console.Browser.Tests.StandIn;

namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>What a page says of its connection, and what it does when it breaks.</summary>
public sealed class ConnectionTests
{
    [Test]
    public async Task Stream_ServerGoneAndBack_SaysSoAndGoesOn()
    {
        var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst");
        var state = visitor.Page.Locator(".connection");
        await visitor.Page.Locator(".connection[data-state=live]").WaitForAsync();

        await console.DisposeAsync();
        await visitor.Page.Locator(".connection[data-state=lost]").WaitForAsync();
        var lost = await state.InnerTextAsync();
        await using var again = await StandInConsole.StartAsync(address: console.Address);
        await visitor.Page.Locator(".connection[data-state=live]").WaitForAsync();

        lost.Should().Be("Reconnecting", "a colour alone says nothing");
        (await state.InnerTextAsync()).Should().Be("Live");
    }

    [Test]
    public async Task Overview_CampaignFound_AppearsWithoutAReload()
    {
        await using var console = await StandInConsole.StartAsync();
        console.ShowCampaign(exists: false);
        await using var visitor = await Visitor.SignInAsync(console.Address, "viewer");
        await visitor.Page.GetByText("No open campaign").WaitForAsync();

        console.ShowCampaign(exists: true);
        var campaign = visitor.Page.Locator($"main a[href='#/campaign?id={MadeUp.Campaign}']");
        await campaign.WaitForAsync();
        await campaign.ClickAsync();
        await visitor.SeeAsync($"Campaign {MadeUp.ShortCampaign}");

        var page = await visitor.TextAsync();
        page.Should().Contain("40 accounts took 91,233 tracks").And.Contain("203.0.113.0/24")
            .And.Contain("would share 512");
    }

    [Test]
    public async Task Scheme_Chosen_IsKeptOverAReload()
    {
        const string scheme = "() => document.documentElement.dataset.theme";
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst");

        await visitor.Page.GetByLabel("Switch to dark colours").ClickAsync();
        await visitor.Page.ReloadAsync();
        await visitor.SeeAsync("Overview");

        (await visitor.Page.EvaluateAsync<string>(scheme)).Should().Be("dark");
    }
}
