namespace ScrapeGuard.Simulation;

/// <summary>One thing about a campaign that can be set by name.</summary>
/// <param name="Name">Its name: lower-case letters and dashes.</param>
/// <param name="Value">What its value looks like, as <c>SECONDS</c> or <c>0..1</c>.</param>
/// <param name="Says">What it does, in a few words.</param>
/// <param name="Apply">The campaign with the dial set; null for a value that can't be read.</param>
public sealed record ScraperDial(
    string Name, string Value, string Says, Func<ScraperOptions, string, ScraperOptions?> Apply)
{
    /// <summary>Sets the dial of a campaign.</summary>
    /// <param name="scraper">The campaign.</param>
    /// <param name="text">The value.</param>
    /// <param name="mistake">What the value must be, when it is wrong.</param>
    public ScraperOptions? Set(ScraperOptions scraper, string text, out string? mistake)
    {
        var changed = Apply(scraper, text);
        if (changed is null)
        {
            mistake = $"must be {Value}";
            return null;
        }

        var mistakes = new Mistakes();
        ScraperOptionsRules.Check(Name, changed, mistakes);
        mistake = mistakes.Lines.Count == 0 ? null : RuleOf(mistakes.Lines[0]);
        return mistake is null ? changed : null;
    }

    /// <summary><c>key: 'value' must be 0 to 1</c> without key and value.</summary>
    private static string RuleOf(string line)
    {
        var end = line.LastIndexOf("' ", StringComparison.Ordinal);
        return end < 0 ? line : line[(end + 2)..];
    }
}
