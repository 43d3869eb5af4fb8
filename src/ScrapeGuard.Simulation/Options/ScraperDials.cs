using System.Globalization;

namespace ScrapeGuard.Simulation;

/// <summary>Every dial of a campaign, in the order in which they are explained.</summary>
public static class ScraperDials
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScraperDial> All { get; } =
    [
        Word("target", "audio|metadata", "what it takes", (s, v) => v switch
        {
            "audio" => s with { Target = ScrapeTarget.Audio },
            "metadata" => s with { Target = ScrapeTarget.Metadata },
            _ => null,
        }),
        Number("pace", "SECONDS", "between requests of a machine", (s, v) => s with { SecondsPerRequest = v }),
        Whole("batch", "IDS", "in a metadata call", (s, v) => s with { BatchSize = v }),
        Whole("per-day", "TRACKS", "new a day, in sessions like a person's; 0: a machine",
            (s, v) => s with { TracksPerDay = v }),
        Word("order", "random|sequential|popular", "through the catalogue", (s, v) => v switch
        {
            "random" => s with { Order = ScrapeOrder.Random },
            "sequential" => s with { Order = ScrapeOrder.Sequential },
            "popular" => s with { Order = ScrapeOrder.PopularFirst },
            _ => null,
        }),
        Word("split", "disjoint|overlapping", "how the accounts share the work", (s, v) => v switch
        {
            "disjoint" => s with { Partition = ScrapePartition.Disjoint },
            "overlapping" => s with { Partition = ScrapePartition.Overlapping },
            _ => null,
        }),
        Number("hours", "HOURS", "a day at work, from 8:00 local time", (s, v) => s with { ActiveHours = v }),
        Number("reports", "0..1", "share of tracks with a false report of a play",
            (s, v) => s with { FakePlayShare = v }),
        Number("repeats", "0..1", "share of fetches that repeat popular tracks", (s, v) => s with { RepeatShare = v }),
        Number("searches", "0..1", "share of fetches after a search", (s, v) => s with { SearchShare = v }),
        Number("skips", "0..1", "share of reported plays broken off early", (s, v) => s with { SkipShare = v }),
        Whole("addresses", "N", "that an account goes through", (s, v) => s with { AddressPool = v }),
        Number("rotate", "MINUTES", "on an address; 0: drawn at each sign-in", (s, v) => s with { AddressMinutes = v }),
        Word("residential", "yes|no", "homes' addresses or a hosting company's", (s, v) => v switch
        {
            "yes" => s with { Residential = true },
            "no" => s with { Residential = false },
            _ => null,
        }),
        Word("shared", SharingWords.Value, "by all accounts besides their work",
            (s, v) => SharingWords.Parse(v) is { } shared ? s with { Shared = shared } : null),
        Whole("burst", "TRACKS", "at once before a cool-down; 0: none", (s, v) => s with { BurstTracks = v }),
        Number("cooldown", "MINUTES", "of that, give or take a third", (s, v) => s with { CooldownMinutes = v }),
        Number("start", "DAY", "of the capture on which it begins", (s, v) => s with { StartDay = v }),
        Number("pause-after", "DAYS", "of work", (s, v) => s with { PauseAfterDays = v }),
        Number("pause", "DAYS", "that it then pauses", (s, v) => s with { PauseDays = v }),
        Number("ramp", "DAYS", "from a tenth of the pace to the whole: slow poisoning of ranges",
            (s, v) => s with { RampDays = v }),
        Number("poison", "0..1", "share of fetches that make what comes later look well known",
            (s, v) => s with { PoisonShare = v }),
        Whole("suspended-after", "TRACKS", "after which an account is taken to be suspended; 0: never",
            (s, v) => s with { SuspendedAfterTracks = v }),
        Number("lie-low", "DAYS", "that the others pause when one is suspended", (s, v) => s with { LieLowDays = v }),
        Word("campaign", "NAME", "in the truth", (s, v) => s with { Campaign = v }),
    ];

    private static ScraperDial Word(
        string name, string value, string says, Func<ScraperOptions, string, ScraperOptions?> apply) =>
        new(name, value, says, apply);

    private static ScraperDial Number(
        string name, string value, string says, Func<ScraperOptions, double, ScraperOptions> apply) =>
        new(name, value, says, (scraper, text) => double.TryParse(
            text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? apply(scraper, number)
            : null);

    private static ScraperDial Whole(
        string name, string value, string says, Func<ScraperOptions, int, ScraperOptions> apply) =>
        new(name, value, says, (scraper, text) => int.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? apply(scraper, number)
            : null);
}
