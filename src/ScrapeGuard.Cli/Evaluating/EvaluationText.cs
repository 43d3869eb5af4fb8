using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Writes an evaluation as tables for people to read.</summary>
internal static class EvaluationText
{
    private const int KindWidth = 20;

    public static void Write(TextWriter output, Evaluation evaluation)
    {
        var scrapers = evaluation.Kinds.Where(kind => !kind.IsPeople).ToList();
        var people = evaluation.Kinds.Where(kind => kind.IsPeople).ToList();
        WriteVerdicts(output, "scrapers", scrapers);
        WriteLeaks(output, scrapers);
        WriteVerdicts(output, "people", people);
        WriteNotes(output, evaluation, scrapers.Count > 0, people.Count > 0);
    }

    private static void WriteVerdicts(TextWriter output, string title, List<KindResult> kinds)
    {
        if (kinds.Count == 0)
        {
            return;
        }

        output.WriteLine($"{title,-KindWidth}{"accounts",10}{"suspended",16}{"challenged",12}{"throttled",11}"
            + $"{"observed",10}{"rate limit",13}");
        foreach (var kind in kinds)
        {
            output.WriteLine($"{TerminalText.Of(kind.Kind),-KindWidth}{Shown.Count(kind.Accounts),10}"
                + $"{Part(kind.Suspended, kind.Accounts),16}{Shown.Count(kind.Of(Verdict.Challenge)),12}"
                + $"{Shown.Count(kind.Of(Verdict.Throttle)),11}{Shown.Count(kind.Of(Verdict.Observe)),10}"
                + $"{Shown.Count(kind.RateLimited),13}");
        }

        output.WriteLine();
    }

    private static void WriteLeaks(TextWriter output, List<KindResult> scrapers)
    {
        if (scrapers.Count == 0)
        {
            return;
        }

        output.WriteLine($"{"",-KindWidth}{"time to detect",15}{"worst",13}{"tracks out",18}{"audio out",18}");
        foreach (var kind in scrapers)
        {
            output.WriteLine($"{TerminalText.Of(kind.Kind),-KindWidth}{Time(kind.MedianSeconds),15}"
                + $"{Time(kind.WorstSeconds),13}{Part(kind.LeakedTracks, kind.TookTracks),18}"
                + $"{Part(kind.LeakedAudioTracks, kind.TookAudioTracks),18}");
        }

        output.WriteLine();
    }

    private static void WriteNotes(TextWriter output, Evaluation evaluation, bool hasScrapers, bool hasPeople)
    {
        if (hasScrapers)
        {
            output.WriteLine("An account counts by its most severe verdict. Time to detect: median from its first");
            output.WriteLine("event to its first suspension. Out: distinct tracks served before that, or in all when");
            output.WriteLine("there was none, and their share of all that was served; an account's tracks for itself.");
            output.WriteLine($"Rate limit: over {PlainRateLimit.TracksPerHour} distinct tracks in an hour of the clock "
                + $"or {PlainRateLimit.TracksPerDay} in a day.");
            WriteCosts(output, evaluation);
        }

        if (hasPeople)
        {
            output.WriteLine($"Wrong verdicts on people in each 10,000 of their account-days, of which there were "
                + $"{Shown.Number(Math.Round(evaluation.PersonDays, 1))}: "
                + string.Join(", ", new[] { Verdict.Suspend, Verdict.Challenge, Verdict.Throttle, Verdict.Observe }
                    .Select(verdict => $"{VerdictNames.Of(verdict)} "
                        + Shown.Number(Math.Round(evaluation.Per10000PersonDays(verdict), 2)))));
            output.WriteLine("With 95 % confidence no more than: "
                + string.Join(", ", new[] { Verdict.Suspend, Verdict.Challenge, Verdict.Throttle, Verdict.Observe }
                    .Select(verdict => $"{VerdictNames.Of(verdict)} "
                        + Shown.Number(Math.Round(evaluation.UpperPer10000PersonDays(verdict), 2)))));
        }

        if (hasScrapers && hasPeople)
        {
            output.WriteLine("A scraper's highest score is above a person's with a chance of "
                + $"{Shown.Score(evaluation.Auroc)} (AUROC over accounts).");
        }

        output.WriteLine($"{Shown.Count(evaluation.Events, "event")} over "
            + $"{Shown.Duration(Math.Round(evaluation.Days * 86_400))}");
    }

    private static void WriteCosts(TextWriter output, Evaluation evaluation)
    {
        output.WriteLine($"A scrape of {Shown.Count((long)ScrapeCost.CatalogueTracks)} entries or "
            + $"{Shown.Count((long)ScrapeCost.CatalogueAudioTracks)} audio files at the pace of the quickest "
            + "account that was");
        output.WriteLine($"not suspended: {Days(evaluation.Unseen.TrackDays)} or "
            + $"{Days(evaluation.Unseen.AudioTrackDays)} account-days; that the rate limit let pass: "
            + $"{Days(evaluation.UnseenByRateLimit.TrackDays)} or "
            + $"{Days(evaluation.UnseenByRateLimit.AudioTrackDays)}.");
    }

    private static string Days(double? days) => days is { } known ? Shown.Number(Math.Ceiling(known)) : "-";

    private static string Time(double? seconds) => seconds is { } known ? Shown.Duration(Math.Round(known)) : "-";

    private static string Part(long part, long whole) =>
        whole == 0 ? "-" : $"{Shown.Count(part)} ({Shown.Share(part, whole)})";
}
