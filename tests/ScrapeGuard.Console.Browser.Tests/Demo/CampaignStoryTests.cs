using ScrapeGuard.Console.Browser.Tests.Browsers;

namespace ScrapeGuard.Console.Browser.Tests.Demo;

/// <summary>The demo as it comes has a quiet swarm in it: what an analyst sees of it while the days go by.</summary>
[TestFixture]
public sealed class CampaignStoryTests
{
    private const float Patience = 240_000;
    private DemoProcess _demo = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await Chromium.OpenAsync();

        // The swarm is found about a day after the start: time enough to look at an overview without it.
        _demo = await DemoProcess.StartAsync("--duration", "150s");
    }

    [OneTimeTearDown]
    public void Stop() => _demo?.Dispose();

    [Test]
    public async Task Analyst_CampaignWhileTheDemoRuns_IsSeenUnderstoodAndActedOn()
    {
        const string clearing = "to begin from nothing done, by the test";
        const string suspension = "one of the swarm, seen by the test";
        const string restoring = "a mistake, seen by the test";
        await using var visitor = await Visitor.ArriveAsync(_demo.Address);
        var page = visitor.Page;
        await page.GotoAsync(_demo.Link);
        await visitor.SeeAsync("Overview");
        await page.GetByText("No open campaign").WaitForAsync();

        // It appears without a reload.
        var campaign = page.Locator("main a[href^='#/campaign?id=']").First;
        await campaign.WaitForAsync(new() { Timeout = Patience });
        await campaign.ClickAsync();
        await visitor.SeeAsync("Campaign ");
        var why = page.Locator(".sentences");
        await why.WaitForAsync();
        (await why.InnerTextAsync()).Should().Contain("They split the catalogue between them")
            .And.Contain("evidence is").And.Contain("The policy acts from");
        (await page.Locator("main tbody tr").CountAsync()).Should().BeGreaterThanOrEqualTo(5);

        // One that a decision names says so on its own page.
        await page.Locator("main tbody tr", new() { HasText = "suspend" }).First.Locator("a").First
            .ClickAsync(new() { Timeout = Patience });
        var reasons = page.Locator(".reasons-list .lead");
        await reasons.First.WaitForAsync();
        (await reasons.AllTextContentsAsync()).Should()
            .Contain(reason => reason.Contains("other accounts of its campaign", StringComparison.Ordinal));
        var account = (await page.Locator("h1").TextContentAsync())!;

        await AccountPage.ActAsync(page, "Restore", clearing);
        await AccountPage.ActAsync(page, "Suspend", suspension);
        await AccountPage.SeeInHistoryAsync(page, suspension);
        await AccountPage.ActAsync(page, "Restore", restoring);
        await AccountPage.SeeInHistoryAsync(page, restoring);

        await page.EvaluateAsync(
            "name => { location.hash = '#/audit?account=' + encodeURIComponent(name); }", account);
        await visitor.SeeAsync("Audit");
        (await visitor.TextAsync("main tbody")).Should().Contain(suspension).And.Contain(restoring);
        visitor.Complaints.Should().BeEmpty();
    }
}
