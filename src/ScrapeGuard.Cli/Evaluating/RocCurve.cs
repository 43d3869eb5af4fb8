namespace ScrapeGuard.Cli.Evaluating;

/// <summary>One threshold: the share of people and of scrapers whose highest score reaches it.</summary>
/// <param name="Score">The threshold.</param>
/// <param name="People">Share of people at or above it, 0 to 1.</param>
/// <param name="Scrapers">Share of scrapers at or above it, 0 to 1.</param>
internal readonly record struct RocPoint(double Score, double People, double Scrapers);

/// <summary>
/// The receiver operating characteristic over accounts: each point where the share of scrapers rises, from the highest
/// score down; accounts of one score come together.
/// </summary>
internal static class RocCurve
{
    /// <summary>Most points; of more, those that lie evenly among them.</summary>
    public const int MaxPoints = 200;

    /// <summary>The curve; empty when there are no people or no scrapers.</summary>
    public static IReadOnlyList<RocPoint> Of(IReadOnlyCollection<AccountOutcome> outcomes)
    {
        var people = outcomes.Count(outcome => outcome.Label.IsPerson);
        var scrapers = outcomes.Count - people;
        if (people == 0 || scrapers == 0)
        {
            return [];
        }

        var points = new List<RocPoint>();
        int peopleAbove = 0, scrapersAbove = 0;
        foreach (var tie in outcomes.GroupBy(outcome => outcome.HighestScore).OrderByDescending(tie => tie.Key))
        {
            peopleAbove += tie.Count(outcome => outcome.Label.IsPerson);
            scrapersAbove += tie.Count(outcome => !outcome.Label.IsPerson);
            points.Add(new RocPoint(tie.Key, peopleAbove / (double)people, scrapersAbove / (double)scrapers));
        }

        return points.Count <= MaxPoints
            ? points
            : [.. Enumerable.Range(0, MaxPoints)
                .Select(i => points[(int)((long)i * (points.Count - 1) / (MaxPoints - 1))])];
    }

    /// <summary>The greatest share of scrapers that a threshold catches at no more than a share of people.</summary>
    public static double CaughtAt(IReadOnlyList<RocPoint> curve, double people) =>
        curve.Where(point => point.People <= people).Select(point => point.Scrapers).DefaultIfEmpty(0).Max();
}
