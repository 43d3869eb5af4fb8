namespace ScrapeGuard.Simulation;

/// <summary>Finds every mistake in <see cref="SimulationOptions"/>; each is a line with key and value.</summary>
public static class SimulationOptionsValidator
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Empty if all is well.</summary>
    public static IReadOnlyList<string> Validate(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new Mistakes();
        if (options.Start < Earliest || options.Start > Latest)
        {
            mistakes.Add(nameof(options.Start), options.Start.ToString("O"), "must be from 2000 to 2100");
        }

        mistakes.Above(nameof(options.Days), options.Days, 0, 3_650);
        mistakes.Within(nameof(options.People), options.People, 0, 1_000_000);
        mistakes.Within(nameof(options.CatalogueTracks), options.CatalogueTracks, 1_000, 20_000_000);
        if (options.MaxEvents is { } maxEvents and < 1)
        {
            mistakes.Add(nameof(options.MaxEvents), $"{maxEvents}", "must be at least 1");
        }

        if (options.Scale is { } scale)
        {
            mistakes.Within("Scale.Accounts", scale.Accounts, 1, 10_000_000);
            mistakes.Within("Scale.Events", scale.Events, 1, 10_000_000_000);
        }

        ValidateMix(options, mistakes);
        ValidateScrapers(options, mistakes);
        return mistakes.Lines;
    }

    private static void ValidateMix(SimulationOptions options, Mistakes mistakes)
    {
        if (options.Mix is null)
        {
            mistakes.Add(nameof(options.Mix), "null", "must be set");
            return;
        }

        var sum = 0.0;
        foreach (var (key, share) in options.Mix.Shares)
        {
            mistakes.Within($"Mix.{key}", share, 0, 1_000_000);
            sum += share;
        }

        if (sum == 0)
        {
            mistakes.Add(nameof(options.Mix), "0", "must have a share above 0");
        }
    }

    private static void ValidateScrapers(SimulationOptions options, Mistakes mistakes)
    {
        for (var place = 0; place < (options.Scrapers?.Count ?? 0); place++)
        {
            if (options.Scrapers![place] is { } scraper)
            {
                ScraperOptionsRules.Check($"Scrapers[{place}]", scraper, mistakes);
            }
            else
            {
                mistakes.Add($"Scrapers[{place}]", "null", "must be set");
            }
        }
    }
}
