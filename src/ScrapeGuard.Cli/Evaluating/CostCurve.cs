namespace ScrapeGuard.Cli.Evaluating;

/// <summary>
/// What a full scrape costs, pace by pace: the scrapers of a capture, sorted by how many new tracks a day they take,
/// two paces a doubling. A scrape is the cheaper the quicker it is, until it is seen; the cheapest that stays unseen is
/// what a detector is worth, and more of a measure than one account that slipped through.
/// </summary>
/// <param name="CatalogueTracks">Tracks that a full scrape takes.</param>
/// <param name="Points">From the slowest to the quickest.</param>
internal sealed record CostCurve(double CatalogueTracks, IReadOnlyList<CostPoint> Points)
{
    private const double StepsPerDoubling = 2;

    /// <summary>Account-days of the cheapest scrape of which no account is suspended; null: there is none.</summary>
    public double? CheapestUnseen => Cheapest(point => point.IsUnseen);

    /// <summary>The same of which no account is stopped by a plain rate limit.</summary>
    public double? CheapestUnseenByRateLimit => Cheapest(point => point.IsUnseenByRateLimit);

    /// <summary>The curve of catalogue entries, or of audio files.</summary>
    public static CostCurve Of(IEnumerable<AccountOutcome> outcomes, bool isAudio)
    {
        var catalogue = isAudio ? ScrapeCost.CatalogueAudioTracks : ScrapeCost.CatalogueTracks;
        var scrapers = outcomes.Where(outcome => !outcome.Label.IsPerson && outcome.IsSeen)
            .Select(outcome => (Outcome: outcome, Pace: PaceOf(outcome, isAudio)))
            .Where(scraper => scraper.Pace > 0)
            .GroupBy(scraper => (int)Math.Floor(Math.Log2(scraper.Pace) * StepsPerDoubling))
            .OrderBy(group => group.Key);
        return new CostCurve(catalogue, [.. scrapers.Select(group => PointOf([.. group], catalogue, isAudio))]);
    }

    private static double PaceOf(AccountOutcome outcome, bool isAudio) =>
        (isAudio ? outcome.Label.AudioTracks : outcome.Label.Tracks) / outcome.Days;

    private static CostPoint PointOf(
        (AccountOutcome Outcome, double Pace)[] scrapers, double catalogue, bool isAudio)
    {
        Array.Sort(scrapers, (a, b) => a.Pace.CompareTo(b.Pace));
        var pace = (scrapers[(scrapers.Length - 1) / 2].Pace + scrapers[scrapers.Length / 2].Pace) / 2;
        var suspended = scrapers.Where(scraper => scraper.Outcome.SuspendedMicros is not null)
            .Select(scraper => isAudio ? scraper.Outcome.LeakedAudioTracks : scraper.Outcome.LeakedTracks).ToList();
        return new CostPoint(
            pace,
            scrapers.Length,
            suspended.Count,
            scrapers.Count(scraper => scraper.Outcome.RateLimit.IsOver),
            catalogue / pace,
            suspended.Count == 0 ? null : catalogue / Math.Max(1, suspended.Average()));
    }

    private double? Cheapest(Func<CostPoint, bool> isUnseen)
    {
        var unseen = Points.Where(isUnseen).ToList();
        return unseen.Count == 0 ? null : unseen.Min(point => point.AccountDays);
    }
}
