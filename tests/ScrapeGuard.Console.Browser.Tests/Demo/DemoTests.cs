using System.Security.Cryptography;
using Microsoft.Playwright;
using ScrapeGuard.Console.Browser.Tests.Browsers;

namespace ScrapeGuard.Console.Browser.Tests.Demo;

/// <summary>The real program: from the printed link over why an account was flagged to what the audit says.</summary>
[TestFixture]
public sealed class DemoTests
{
    private const float Patience = 120_000;
    private DemoProcess _demo = null!;
    private TokenIssuer _issuer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await Chromium.OpenAsync();
        _issuer = await TokenIssuer.StartAsync();
        _demo = await DemoProcess.StartAsync(
            _issuer, "--people", "60", "--days", "4", "--seed", "5", "--duration", "6m");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _demo?.Dispose();
        if (_issuer is not null)
        {
            await _issuer.DisposeAsync();
        }
    }

    [Test]
    public async Task Analyst_FlaggedAccount_IsUnderstoodSuspendedRestoredAndAudited()
    {
        const string clearing = "to begin from nothing done, by the test";
        const string suspension = "a downloader, seen by the test";
        const string restoring = "a mistake, seen by the test";
        await using var visitor = await Visitor.ArriveAsync(_demo.Address);
        var page = visitor.Page;
        await page.GotoAsync(_demo.Link);
        await visitor.SeeAsync("Overview");
        await page.Locator(".connection[data-state=live]").WaitForAsync();
        page.Url.Should().NotContain("sign-in", "a code that opens the door stays in no history");

        // Decisions appear while the demo runs, without a reload.
        var flagged = page.Locator(".feed li a").First;
        await flagged.WaitForAsync(new() { Timeout = Patience });
        await flagged.ClickAsync();
        var reasons = page.Locator(".reasons-list .lead");
        await reasons.First.WaitForAsync();
        var account = (await page.Locator("h1").TextContentAsync())!;
        var why = await visitor.TextAsync(".reasons-list");
        why.Should().Contain("against").And.Contain("expected").And.Contain("weight");
        (await reasons.AllTextContentsAsync()).Should()
            .OnlyContain(reason => reason.Contains(' '), "reasons are sentences and no codes");

        // The program may have suspended it already; what a person does begins after that.
        await AccountPage.ActAsync(page, "Restore", clearing);
        await AccountPage.ActAsync(page, "Suspend", suspension);
        await AccountPage.SeeInHistoryAsync(page, suspension);
        await AccountPage.ActAsync(page, "Restore", restoring);
        await AccountPage.SeeInHistoryAsync(page, restoring);

        await page.EvaluateAsync(
            "name => { location.hash = '#/audit?account=' + encodeURIComponent(name); }", account);
        await visitor.SeeAsync("Audit");
        var audit = await visitor.TextAsync("main tbody");
        audit.Should().Contain(suspension).And.Contain(restoring);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the chain" }).ClickAsync();
        await page.GetByText("unbroken").WaitForAsync();
        visitor.Complaints.Should().BeEmpty();
    }

    [Test]
    public async Task Viewer_AnyPage_LooksAndCannotAct()
    {
        await using var visitor = await Visitor.SignInAsync(_demo.Address, DemoProcess.ViewerKey);
        var page = visitor.Page;
        await page.Locator(".feed li a").First.ClickAsync(new() { Timeout = Patience });
        await page.Locator(".reasons-list").WaitForAsync();

        (await visitor.TextAsync(".page-head")).Should().Contain("signed in as viewer");
        (await page.Locator(".page-head button").CountAsync()).Should().Be(0);
        (await OrderAsync(page, "viewer")).Should().Be(403);
    }

    /// <summary>Behind a proxy that signs people in at their issuer, nobody is asked for anything.</summary>
    [Test]
    public async Task Token_OfTheIssuer_OpensThePagesWithItsRole()
    {
        await using var visitor = await Visitor.ArriveAsync(
            _demo.Address, token: _issuer.Token("olga", "scrapeguard-viewer"));
        await visitor.Page.GotoAsync("/");
        await visitor.SeeAsync("Overview");
        await visitor.Page.Locator(".connection[data-state=live]").WaitForAsync();

        (await visitor.TextAsync(".person")).Should().Contain("olga").And.Contain("viewer");
        (await OrderAsync(visitor.Page, "viewer")).Should().Be(403);
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var thief = await Visitor.ArriveAsync(
            _demo.Address, token: _issuer.Token("olga", "scrapeguard-admin", forger));
        await thief.Page.GotoAsync("/");
        await thief.SeeAsync("Sign in");
    }

    [Test]
    public async Task Stranger_AnyAddress_GetsNothing()
    {
        await using var visitor = await Visitor.ArriveAsync(_demo.Address);
        await visitor.Page.GotoAsync("/#/accounts");
        await visitor.SeeAsync("Sign in");

        string[] questions =
            ["overview", "accounts", "cases", "audit", "stream", "extent", "policies", "labels.ndjson"];
        foreach (var question in questions)
        {
            var status = await visitor.Page.EvaluateAsync<int>(
                "async path => (await fetch('/api/v1/' + path)).status", question);
            status.Should().Be(401, question);
        }

        (await OrderAsync(visitor.Page, "stranger")).Should().Be(401);
    }

    private static Task<int> OrderAsync(IPage page, string who) => page.EvaluateAsync<int>(
        "async who => (await fetch('/api/v1/account/suspend?name=x', { method: 'POST', "
        + "headers: { 'X-ScrapeGuard': '1', 'Content-Type': 'application/json' }, "
        + "body: JSON.stringify({ reason: who }) })).status", who);
}
