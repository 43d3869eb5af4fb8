using ScrapeGuard.Console.Browser.Tests.StandIn;

namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>Names from outside are shown, never believed.</summary>
public sealed class HostileNameTests : AdminFixture
{
    /// <summary>Texts in which a character stands that nobody sees, or that turns what follows.</summary>
    private const string Unseen = """
        () => {
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const found = [];
          while (texts.nextNode()) {
            /[\u200b\u202e\u007f]/.test(texts.currentNode.data) && found.push(texts.currentNode.data);
          }
          return found;
        }
        """;

    [TestCase(HostileNames.Script, HostileNames.Script)]
    [TestCase(HostileNames.Image, HostileNames.Image)]
    [TestCase(HostileNames.Arabic, HostileNames.Arabic)]
    [TestCase(HostileNames.Turned, "user[U+202E]gnp.evil")]
    [TestCase(HostileNames.Hidden, "mal[U+200B]lory␊␡", TestName = "AccountPage_HiddenCharacters_AreShown")]
    [TestCase(HostileNames.Emoji, HostileNames.Emoji)]
    [TestCase(HostileNames.Address, HostileNames.Address)]
    public async Task AccountPage_HostileName_IsText(string name, string shown)
    {
        var (visitor, page) = (Admin, Admin.Page);

        await page.EvaluateAsync("name => { location.hash = '#/accounts?q=' + encodeURIComponent(name); }", name);
        await visitor.SeeAsync("Accounts");
        var link = page.Locator("main tbody a bdi", new() { HasTextString = shown }).First;
        var text = await link.TextContentAsync();
        var direction = await link.GetAttributeAsync("dir");
        await link.ClickAsync();
        await page.Locator("main .reasons-list").WaitForAsync();

        text.Should().Be(shown);
        direction.Should().Be("auto");
        (await page.Locator("h1").TextContentAsync()).Should().Be(shown);
        (await page.EvaluateAsync<bool>("() => 'hacked' in window")).Should().BeFalse();
        (await page.Locator("main img, main script").CountAsync()).Should().Be(0);
        visitor.Complaints.Should().BeEmpty();
    }

    [Test]
    public async Task EveryPage_HostileNames_RunNothing()
    {
        var visitor = Admin;
        foreach (var (hash, heading) in PageList.All)
        {
            await visitor.GoAsync(hash, heading);

            (await visitor.Page.EvaluateAsync<bool>("() => 'hacked' in window")).Should().BeFalse(hash);
            (await visitor.Page.Locator("main img, main script").CountAsync()).Should().Be(0, hash);
            (await visitor.Page.EvaluateAsync<string[]>(Unseen)).Should().BeEmpty(hash);
        }

        visitor.Complaints.Should().BeEmpty();
    }

    [Test]
    public void Modules_ReadWhole_NeverParseMarkup()
    {
        string[] forbidden =
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"];
        var folder = Path.Combine(AppContext.BaseDirectory, "Web");
        var lines = Directory.EnumerateFiles(folder, "*.js", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"))
            .Where(line => !line.Contains("//", StringComparison.Ordinal));

        lines.Where(line => forbidden.Any(line.Contains)).Should().BeEmpty();
    }
}
