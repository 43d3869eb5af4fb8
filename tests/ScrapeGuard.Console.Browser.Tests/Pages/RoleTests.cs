using Microsoft.Playwright;
using ScrapeGuard.Console.Browser.Tests.Browsers;
using ScrapeGuard.Console.Browser.Tests.StandIn;

namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>What the pages offer to whom, and what they say when something is wrong.</summary>
public sealed class RoleTests
{
    [Test]
    public async Task Viewer_AccountAndCampaign_OfferNoAction()
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "viewer");

        foreach (var (hash, heading) in new[] { PageList.All[3], PageList.All[5] })
        {
            await visitor.GoAsync(hash, heading);

            (await visitor.Page.Locator(".page-head button").CountAsync()).Should().Be(0);
            (await visitor.TextAsync(".page-head")).Should().Contain("signed in as viewer");
        }
    }

    [Test]
    public async Task Analyst_SuspendsWithoutReason_IsAskedForOne()
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst");
        var page = visitor.Page;
        await visitor.GoAsync(PageList.All[3].Hash, PageList.All[3].Heading);
        await page.GetByRole(AriaRole.Button, new() { Name = "Suspend", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Suspend" }).ClickAsync();
        var answer = await dialog.GetByRole(AriaRole.Alert).InnerTextAsync();
        await dialog.GetByLabel("Reason").FillAsync("a scraper");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Suspend" }).ClickAsync();
        await page.GetByText("Suspension ordered.").WaitForAsync();

        answer.Should().Contain("A reason is needed");
        (await dialog.CountAsync()).Should().Be(0);
    }

    [Test]
    public async Task Stranger_WrongKey_SeesOnlyTheSignIn()
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(console.Address);
        await visitor.Page.GotoAsync("/#/accounts");
        await visitor.SeeAsync("Sign in");

        await visitor.Page.GetByLabel("API key or one-time link").FillAsync("guessed");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Locator(".problem").WaitForAsync();

        (await visitor.TextAsync("body")).Should().Contain("That did not fit").And.NotContain("listener");
        (await visitor.Page.Locator(".rail").CountAsync()).Should().Be(0);
    }

    [Test]
    public async Task EveryPage_BrokenServer_SaysSoAndOffersAnotherTry()
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst");
        console.Break();

        // The overview is fed by the stream and shows what it knows.
        foreach (var (hash, _) in PageList.All.Skip(1))
        {
            await visitor.Page.EvaluateAsync("hash => { location.hash = hash; }", hash);
            await visitor.Page.Locator("main .problem").First.WaitForAsync();

            (await visitor.TextAsync("main .problem")).Should()
                .Contain("The store does not answer.").And.Contain("Try again");
        }
    }
}
