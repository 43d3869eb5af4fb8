using Microsoft.Playwright;
using ScrapeGuard.Console.Browser.Tests.Browsers;
using ScrapeGuard.Console.Browser.Tests.StandIn;

namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>
/// Each page, in both schemes and at both widths, for those who do not see, do not point, or see little.
/// </summary>
public sealed class AccessibilityTests
{
    [TestCase(1280, "light")]
    [TestCase(1280, "dark")]
    [TestCase(390, "light")]
    [TestCase(390, "dark")]
    public async Task EveryPage_Checked_HasNoFault(int width, string scheme)
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "admin", width, scheme);
        var complaints = new List<string>();

        foreach (var (hash, heading) in PageList.All)
        {
            await visitor.GoAsync(hash, heading);
            await visitor.Page.EvaluateAsync(
                "() => document.querySelectorAll('details').forEach(one => { one.open = true; })");
            complaints.AddRange((await AccessibilityChecks.RunAsync(visitor.Page)).Select(one => $"{hash}: {one}"));
        }

        complaints.AddRange(visitor.Complaints);
        complaints.Should().BeEmpty($"width {width}, scheme {scheme}");
    }

    [TestCase("light")]
    [TestCase("dark")]
    public async Task SignInPage_Checked_HasNoFault(string scheme)
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(console.Address, scheme: scheme);

        await visitor.Page.GotoAsync("/");
        await visitor.SeeAsync("Sign in");

        (await AccessibilityChecks.RunAsync(visitor.Page)).Should().BeEmpty();
    }

    [Test]
    public async Task EveryPage_WalkedByTab_ShowsWhereTheFocusIs()
    {
        const int steps = 40;
        const string unseen = """
            () => {
              const at = document.activeElement;
              const style = getComputedStyle(at);
              const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              return at === document.body || seen ? '' : at.outerHTML.slice(0, 140);
            }
            """;
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst");
        var complaints = new List<string>();

        foreach (var (hash, heading) in PageList.All)
        {
            await visitor.GoAsync(hash, heading);
            for (var step = 0; step < steps; step++)
            {
                await visitor.Page.Keyboard.PressAsync("Tab");
                if (await visitor.Page.EvaluateAsync<string>(unseen) is { Length: > 0 } element)
                {
                    complaints.Add($"{hash}: {element}");
                }
            }
        }

        complaints.Should().BeEmpty();
    }

    [Test]
    public async Task Dialog_Open_KeepsTheFocusAndGivesItBack()
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "analyst");
        var (page, (hash, heading)) = (visitor.Page, PageList.All[3]);
        await visitor.GoAsync(hash, heading);
        await page.GetByRole(AriaRole.Button, new() { Name = "Suspend", Exact = true }).ClickAsync();

        for (var step = 0; step < 10; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var inside = await page.EvaluateAsync<bool>(
                "() => document.activeElement === document.body || !!document.activeElement.closest('dialog')");
            inside.Should().BeTrue($"step {step} stays in the dialog, or leaves the page for the browser's own bars");
        }

        (await AccessibilityChecks.RunAsync(page)).Should().BeEmpty();
        await page.Keyboard.PressAsync("Escape");
        (await page.EvaluateAsync<string>("() => document.activeElement.textContent")).Should().Be("Suspend");
    }

    [Test]
    public async Task Chart_WalkedByArrows_SpeaksItsNumbers()
    {
        await using var console = await StandInConsole.StartAsync();
        await using var visitor = await Visitor.SignInAsync(console.Address, "viewer");
        var chart = visitor.Page.Locator("figure.chart").First;

        await chart.Locator(".plot").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Home");
        await visitor.Page.Keyboard.PressAsync("ArrowRight");

        (await chart.Locator("[aria-live]").InnerTextAsync()).Should()
            .Be("2026-03-01 01:00:00 UTC: taken 100, kept in by suspending 40, without ScrapeGuard 140");
    }
}
