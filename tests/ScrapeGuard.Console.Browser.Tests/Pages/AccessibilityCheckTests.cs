namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>The checks themselves: a fault put into a page is found, so an empty list means something.</summary>
public sealed class AccessibilityCheckTests : AdminFixture
{
    [TestCase("one => { one.querySelector('.find').removeAttribute('aria-label'); }", "has no name")]
    [TestCase("one => { one.querySelector('h2').style.color = '#9aa'; }", "a contrast of")]
    [TestCase("one => { one.querySelector('main').append(document.createElement('h4')); }", "a heading of level 4")]
    [TestCase("one => { one.querySelector('table.rows caption').remove(); }", "a table without a caption")]
    [TestCase("one => { one.querySelector('main').append(one.querySelector('h1').cloneNode(true)); }", "2 of h1")]
    [TestCase("one => { one.querySelector('svg').removeAttribute('aria-hidden'); }", "neither hidden nor named")]
    [TestCase("one => { one.querySelector('[aria-label^=Switch]').style.width = '9px'; }", "a target of")]
    public async Task Checks_FaultPutIn_IsFound(string fault, string complaint)
    {
        await Admin.Page.ReloadAsync();
        await Admin.SeeAsync("Overview");

        await Admin.Page.EvaluateAsync($"() => ({fault})(document.body)");

        (await AccessibilityChecks.RunAsync(Admin.Page)).Should().Contain(found => found.Contains(complaint));
    }
}
