using Microsoft.Playwright;

namespace ScrapeGuard.Console.Browser.Tests.Pages;

/// <summary>What is wrong with a page for those who do not see, do not point, or see little; and what is too wide.
/// </summary>
internal static class AccessibilityChecks
{
    /// <summary>What makes the page wider than the screen, if it is.</summary>
    private const string Overhanging = """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('*')]
          .filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(-3)
          .map(one => `wider than the screen by ${document.documentElement.scrollWidth - innerWidth}: `
            + one.outerHTML.slice(0, 140))
        """;

    private static readonly string Checks = Resource("accessibility.js");

    public static async Task<IReadOnlyList<string>> RunAsync(IPage page) =>
        [.. await page.EvaluateAsync<string[]>(Checks), .. await page.EvaluateAsync<string[]>(Overhanging)];

    private static string Resource(string name)
    {
        using var stream = typeof(AccessibilityChecks).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n');
        return string.Join('\n', lines.SkipWhile(line => line.StartsWith("//", StringComparison.Ordinal)));
    }
}
