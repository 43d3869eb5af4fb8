using System.Globalization;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// Scrapers as the command line names them. A word with an equals sign sets a dial of the kind before it:
/// <code>
/// scrapers = "default" | "none" | campaign *( ( "," | ";" ) campaign )
/// campaign = kind [ ":" accounts ] *( ( "," | ";" ) dial "=" value )
/// </code>
/// </summary>
internal static class ScraperWords
{
    public const string Default = "default";
    private const string None = "none";
    private const int MaxAccounts = 100_000;

    private static readonly ScraperOptions[] Presets = [.. ScraperPresets.All, ScraperPresets.Custom];

    /// <summary>The kinds, for messages.</summary>
    public static string Kinds { get; } = string.Join(", ", Presets.Select(preset => preset.Kind));

    /// <summary>The dials with their values and what they do, for help.</summary>
    public static string Dials { get; } =
        string.Join("; ", ScraperDials.All.Select(dial => $"{dial.Name}={dial.Value} ({dial.Says})"));

    /// <summary>The scrapers; null for the default mix, and with every mistake told when something is wrong.</summary>
    public static IReadOnlyList<ScraperOptions>? Parse(string text, List<string> errors)
    {
        if (text is Default or None)
        {
            return text == Default ? null : [];
        }

        var scrapers = new List<ScraperOptions>();
        foreach (var word in text.Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            if (word.Contains('=', StringComparison.Ordinal))
            {
                SetDial(word, scrapers, errors);
            }
            else
            {
                scrapers.Add(ReadKind(word, errors));
            }
        }

        return scrapers;
    }

    /// <summary>A kind with its accounts; one to hang further mistakes on when it is wrong.</summary>
    private static ScraperOptions ReadKind(string word, List<string> errors)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? word : word[..colon];
        var preset = Array.Find(Presets, preset => preset.Kind == name);
        if (preset is null)
        {
            var near = NearestWord.Of(name, Presets.Select(known => known.Kind).Append(None));
            errors.Add($"--scrapers '{word}': is no kind"
                + (near is null ? $"; the kinds are {Kinds}" : $"; did you mean {near}?"));
            return ScraperPresets.Custom;
        }

        if (colon < 0)
        {
            return preset;
        }

        var isGood = int.TryParse(
            word[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var accounts)
            && accounts is >= 1 and <= MaxAccounts;
        if (!isGood)
        {
            errors.Add($"--scrapers '{word}': the accounts must be 1 to {MaxAccounts}");
            return preset;
        }

        return preset with { Accounts = accounts };
    }

    private static void SetDial(string word, List<ScraperOptions> scrapers, List<string> errors)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = word[..equals];
        var dial = ScraperDials.All.FirstOrDefault(dial => dial.Name == name);
        if (dial is null)
        {
            var names = ScraperDials.All.Select(known => known.Name);
            var near = NearestWord.Of(name, names);
            errors.Add($"--scrapers '{word}': is no dial"
                + (near is null ? $"; the dials are {string.Join(", ", names)}" : $"; did you mean {near}?"));
        }
        else if (scrapers.Count == 0)
        {
            errors.Add($"--scrapers '{word}': must stand after a kind");
        }
        else if (dial.Set(scrapers[^1], word[(equals + 1)..], out var mistake) is { } changed)
        {
            scrapers[^1] = changed;
        }
        else
        {
            errors.Add($"--scrapers '{word}': {mistake}");
        }
    }
}
