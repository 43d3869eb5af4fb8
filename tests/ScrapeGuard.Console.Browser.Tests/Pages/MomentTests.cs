using Microsoft.Playwright;
using ScrapeGuard.Console.Browser.Tests.Browsers;
using ScrapeGuard.Console.Browser.Tests.StandIn;

namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>What pages are for a moment: dialogs, empty lists, results, mistakes; for the same eyes as the pages.
/// </summary>
public sealed class MomentTests
{
    private static readonly (string Hash, string Heading) Account = PageList.All[3];
    private static readonly (string Hash, string Heading) Campaign = PageList.All[5];

    /// <summary>A page, what is pressed there, and what then stands on it.</summary>
    private static readonly ((string Hash, string Heading) Page, string[] Presses, string Shown)[] Moments =
    [
        (Account, ["Suspend"], "dialog"),
        (Account, ["Restore"], "dialog"),
        (Account, ["Allow…"], "dialog"),
        (Account, ["It is a scraper"], "dialog"),
        (Account, ["Add a note"], "dialog"),
        (Campaign, ["Take down"], "dialog"),
        (Campaign, ["Release"], "dialog"),
        (("#/overview", "Overview"), ["Kill switch"], "dialog"),
        (("#/policies", "Policies"), ["What if?"], ".timeline a"),
        (("#/policies", "Policies"), ["Validate"], ".mistakes"),
        (("#/audit", "Audit"), ["Verify the chain"], ".hint"),
        (($"#/queue?q={StandInConsole.Nobody}", "Review queue"), [], ".empty"),
        (($"#/accounts?q={StandInConsole.Nobody}", "Accounts"), [], ".empty"),
        (($"#/audit?q={StandInConsole.Nobody}", "Audit"), [], ".empty"),
        (("#/campaigns?state=closed", "Campaigns"), [], ".empty"),
        (("#/nowhere", "No such page"), [], "a"),
    ];

    [TestCase(1280, "light")]
    [TestCase(390, "dark")]
    public async Task EveryMoment_Checked_HasNoFault(int width, string scheme)
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "admin", width, scheme);
        var (page, complaints) = (visitor.Page, new List<string>());

        foreach (var (at, presses, shown) in Moments)
        {
            await visitor.GoAsync(at.Hash, at.Heading);
            foreach (var name in presses)
            {
                await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First
                    .ClickAsync();
            }

            await page.Locator(shown == "dialog" ? shown : $"main {shown}").First.WaitForAsync();
            complaints.AddRange((await AccessibilityChecks.RunAsync(page))
                .Select(one => $"{at.Hash} {string.Join(", ", presses)}: {one}"));
            await page.Keyboard.PressAsync("Escape");
        }

        complaints.AddRange(visitor.Complaints);
        complaints.Should().BeEmpty($"width {width}, scheme {scheme}");
    }

    [Test]
    public async Task BrokenPage_Checked_HasNoFault()
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "admin", scheme: "dark");
        console.Break();
        await visitor.Page.EvaluateAsync("() => { location.hash = '#/accounts'; }");
        await visitor.Page.Locator("main .problem").WaitForAsync();

        (await AccessibilityChecks.RunAsync(visitor.Page)).Should().BeEmpty();
    }

    /// <summary>No pointer: to the queue, down the list, a case approved with a reason.</summary>
    [Test]
    public async Task Queue_ByKeysAlone_ApprovesACase()
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst");
        var page = visitor.Page;

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("q");
        await visitor.SeeAsync("Review queue");
        await page.Locator("tr[aria-current=true]").WaitForAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("a");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.Keyboard.TypeAsync("seen by the test");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Approved; it is being carried out.").WaitForAsync();

        (await page.GetByRole(AriaRole.Dialog).CountAsync()).Should().Be(0);
        (await visitor.TextAsync("main tbody")).Should().Contain("decided");
    }

    /// <summary>On a telephone pages are behind a button, and a case opens over the list when it is chosen.</summary>
    [Test]
    public async Task Telephone_MenuAndCase_OpenAndClose()
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst", width: 390);
        var page = visitor.Page;
        await visitor.GoAsync("#/queue", "Review queue");
        await page.EvaluateAsync("() => scrollTo(0, 900)");

        await page.GetByLabel("Menu").ClickAsync();
        var link = page.Locator(".rail a", new() { HasTextString = "Audit" });
        (await link.IsVisibleAsync()).Should().BeTrue();
        (await page.EvaluateAsync<bool>(
            "() => { const box = document.querySelector('.rail').getBoundingClientRect();"
            + " return box.top >= 0 && box.bottom <= innerHeight; }")).Should().BeTrue("it is on the screen");
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        (await link.IsVisibleAsync()).Should().BeFalse();

        (await page.Locator(".peek").IsVisibleAsync()).Should().BeFalse("nobody chose a case yet");
        await page.Locator("main tbody tr").Nth(1).Locator("td").First.ClickAsync();
        await page.Locator(".peek").GetByRole(AriaRole.Button, new() { Name = "Approve" }).WaitForAsync();
        (await AccessibilityChecks.RunAsync(page)).Should().BeEmpty();
        await page.Locator(".peek").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        (await page.Locator(".peek").IsVisibleAsync()).Should().BeFalse();
        visitor.Complaints.Should().BeEmpty();
    }
}
