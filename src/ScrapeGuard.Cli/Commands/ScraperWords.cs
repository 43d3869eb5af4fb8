using System.Globalization;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// Scrapers as the command line names them:
/// <code>scrapers = "default" | "none" | kind *( "," kind ) ; kind = name [ ":" accounts ]</code>
/// </summary>
internal static class ScraperWords
{
    public const string Default = "default";
    private const string None = "none";
    private const int MaxAccounts = 100_000;

    /// <summary>The kinds, for messages.</summary>
    public static string Kinds { get; } = string.Join(", ", ScraperPresets.All.Select(preset => preset.Kind));

    /// <summary>The scrapers; null for the default mix, and with every mistake told when something is wrong.</summary>
    public static IReadOnlyList<ScraperOptions>? Parse(string text, List<string> errors)
    {
        if (text is Default or None)
        {
            return text == Default ? null : [];
        }

        var scrapers = new List<ScraperOptions>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? word : word[..colon];
            var preset = ScraperPresets.All.FirstOrDefault(preset => preset.Kind == name);
            var accounts = preset?.Accounts ?? 0;
            if (preset is null)
            {
                var near = NearestWord.Of(name, ScraperPresets.All.Select(known => known.Kind).Append(None));
                errors.Add($"--scrapers '{word}': is no kind"
                    + (near is null ? $"; the kinds are {Kinds}" : $"; did you mean {near}?"));
            }
            else if (colon >= 0 && !(int.TryParse(
                word[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out accounts)
                && accounts is >= 1 and <= MaxAccounts))
            {
                errors.Add($"--scrapers '{word}': the accounts must be 1 to {MaxAccounts}");
            }
            else
            {
                scrapers.Add(preset with { Accounts = accounts });
            }
        }

        return scrapers;
    }
}
