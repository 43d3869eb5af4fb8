namespace ScrapeGuard.Simulation;

/// <summary>The limits of one campaign's options.</summary>
internal static class ScraperOptionsRules
{
    private const int MaxNameLength = 64;

    public static void Check(string key, ScraperOptions scraper, Mistakes mistakes)
    {
        CheckName($"{key}.Kind", scraper.Kind, mistakes);
        if (scraper.Campaign is not null)
        {
            CheckName($"{key}.Campaign", scraper.Campaign, mistakes);
        }

        CheckEnum($"{key}.Target", scraper.Target, mistakes);
        CheckEnum($"{key}.Order", scraper.Order, mistakes);
        CheckEnum($"{key}.Partition", scraper.Partition, mistakes);
        if ((scraper.Shared & ~ScraperSharing.All) != ScraperSharing.None)
        {
            mistakes.Add($"{key}.Shared", scraper.Shared.ToString(), $"must be {SharingWords.Value}");
        }

        mistakes.Within($"{key}.Accounts", scraper.Accounts, 1, 100_000);
        mistakes.Within($"{key}.SecondsPerRequest", scraper.SecondsPerRequest, 0.02, 86_400);
        mistakes.Within($"{key}.BatchSize", scraper.BatchSize, 1, 500);
        mistakes.Within($"{key}.TracksPerDay", scraper.TracksPerDay, 0, 2_000);
        mistakes.Above($"{key}.ActiveHours", scraper.ActiveHours, 0, 24);
        mistakes.Within($"{key}.BurstTracks", scraper.BurstTracks, 0, 1_000_000);
        mistakes.Above($"{key}.CooldownMinutes", scraper.CooldownMinutes, 0, 100_000);
        mistakes.Within($"{key}.FakePlayShare", scraper.FakePlayShare, 0, 1);
        mistakes.Within($"{key}.RepeatShare", scraper.RepeatShare, 0, 0.95);
        mistakes.Within($"{key}.SearchShare", scraper.SearchShare, 0, 1);
        mistakes.Within($"{key}.SkipShare", scraper.SkipShare, 0, 1);
        mistakes.Within($"{key}.AddressPool", scraper.AddressPool, 1, 64);
        mistakes.Within($"{key}.StartDay", scraper.StartDay, 0, 3_650);
        mistakes.Above($"{key}.PauseDays", scraper.PauseDays, 0, 3_650);
        mistakes.Within($"{key}.AddressMinutes", scraper.AddressMinutes, 0, 100_000);
        mistakes.Within($"{key}.RampDays", scraper.RampDays, 0, 3_650);
        mistakes.Within($"{key}.PoisonShare", scraper.PoisonShare, 0, 1);
        mistakes.Within($"{key}.SuspendedAfterTracks", scraper.SuspendedAfterTracks, 0, 1_000_000_000);
        mistakes.Within($"{key}.LieLowDays", scraper.LieLowDays, 0, 3_650);
        if (scraper.PauseAfterDays is { } pauseAfter)
        {
            mistakes.Within($"{key}.PauseAfterDays", pauseAfter, 0, 3_650);
        }
    }

    private static void CheckName(string key, string? name, Mistakes mistakes)
    {
        var good = name is { Length: > 0 and <= MaxNameLength }
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
        if (!good)
        {
            mistakes.Add(key, name ?? "null", $"must be 1 to {MaxNameLength} letters, digits and dashes");
        }
    }

    private static void CheckEnum<T>(string key, T value, Mistakes mistakes)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            mistakes.Add(key, value.ToString(), "must be one of " + string.Join(", ", Enum.GetNames<T>()));
        }
    }
}
