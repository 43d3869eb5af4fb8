using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Writes an evaluation as tables for people to read.</summary>
internal static class EvaluationText
{
    private const int KindWidth = 20;
    private const int LaneWidth = 24;

    /// <summary>Each lane for itself, and several side by side before.</summary>
    public static void Write(TextWriter output, IReadOnlyList<LaneResult> lanes)
    {
        if (lanes.Count > 1)
        {
            WriteSideBySide(output, lanes);
        }

        foreach (var lane in lanes)
        {
            if (lanes.Count > 1)
            {
                output.WriteLine($"== {TerminalText.Of(lane.Name)}");
                output.WriteLine();
            }

            Write(output, lane.Evaluation, withCurves: true);
            output.WriteLine();
        }
    }

    /// <summary>The tables of one evaluation, with what a scrape costs pace by pace if asked for.</summary>
    public static void Write(TextWriter output, Evaluation evaluation, bool withCurves = false)
    {
        var scrapers = evaluation.Kinds.Where(kind => !kind.IsPeople).ToList();
        var people = evaluation.Kinds.Where(kind => kind.IsPeople).ToList();
        WriteVerdicts(output, "scrapers", scrapers);
        WriteLeaks(output, scrapers);
        WriteVerdicts(output, "people", people);
        if (withCurves)
        {
            WriteCurve(output, "entries a day", evaluation.TrackCosts);
            WriteCurve(output, "audio a day", evaluation.AudioCosts);
        }

        WriteNotes(output, evaluation, scrapers.Count > 0, people.Count > 0);
    }

    /// <summary>Share of each kind that is suspended, a column a lane.</summary>
    private static void WriteSideBySide(TextWriter output, IReadOnlyList<LaneResult> lanes)
    {
        output.WriteLine($"{"suspended",-KindWidth}" + string.Concat(lanes.Select(
            lane => Shortened(TerminalText.Of(lane.Name)).PadLeft(LaneWidth))));
        foreach (var kind in lanes[0].Evaluation.Kinds)
        {
            output.WriteLine($"{TerminalText.Of(kind.Kind),-KindWidth}" + string.Concat(lanes.Select(lane =>
            {
                var same = lane.Evaluation.Kinds.Single(other => (other.Label, other.Kind) == (kind.Label, kind.Kind));
                return Part(same.Suspended, same.Accounts).PadLeft(LaneWidth);
            })));
        }

        output.WriteLine($"{"people, 95 % bound",-KindWidth}" + string.Concat(lanes.Select(lane => (Shown.Number(
            Math.Round(lane.Evaluation.UpperPer10000PersonDays(Verdict.Suspend), 2)) + " in 10,000 d")
            .PadLeft(LaneWidth))));
        output.WriteLine($"{"cheapest audio, d",-KindWidth}" + string.Concat(lanes.Select(
            lane => Days(lane.Evaluation.AudioCosts.CheapestUnseen).PadLeft(LaneWidth))));
        output.WriteLine();
    }

    private static string Shortened(string name) => name.Length < LaneWidth ? name : name[..(LaneWidth - 2)] + "…";

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

    private static void WriteCurve(TextWriter output, string title, CostCurve curve)
    {
        if (curve.Points.Count == 0)
        {
            return;
        }

        output.WriteLine($"{title,-KindWidth}{"accounts",10}{"suspended",16}{"rate limit",12}"
            + $"{"account-days",16}{"accounts used up",20}");
        foreach (var point in curve.Points)
        {
            output.WriteLine($"{Shown.Number(Math.Round(point.TracksPerDay)),-KindWidth}"
                + $"{Shown.Count(point.Scrapers),10}{Part(point.Suspended, point.Scrapers),16}"
                + $"{Shown.Count(point.RateLimited),12}{Days(point.AccountDays),16}{Days(point.Accounts),20}");
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
                + $"{Shown.Score(evaluation.Auroc)} (AUROC over accounts); above every");
            output.WriteLine($"person's are {Shown.Share(RocCurve.CaughtAt(evaluation.Roc, 0), 1)} of the scrapers', "
                + $"above all but 1 in 100 people's {Shown.Share(RocCurve.CaughtAt(evaluation.Roc, 0.01), 1)}.");
        }

        output.WriteLine($"{Shown.Count(evaluation.Events, "event")} over "
            + $"{Shown.Duration(Math.Round(evaluation.Days * 86_400))}");
    }

    private static void WriteCosts(TextWriter output, Evaluation evaluation)
    {
        output.WriteLine("By pace: the account-days of a full scrape at that pace, of "
            + $"{Shown.Count((long)ScrapeCost.CatalogueTracks)} entries or");
        output.WriteLine($"{Shown.Count((long)ScrapeCost.CatalogueAudioTracks)} audio files, and the accounts that are "
            + "suspended on the way. Cheapest of which none is: ");
        output.WriteLine($"{Days(evaluation.TrackCosts.CheapestUnseen)} or "
            + $"{Days(evaluation.AudioCosts.CheapestUnseen)} account-days; that a rate limit lets pass: "
            + $"{Days(evaluation.TrackCosts.CheapestUnseenByRateLimit)} or "
            + $"{Days(evaluation.AudioCosts.CheapestUnseenByRateLimit)}.");
        output.WriteLine($"At the pace of the quickest account that was not suspended: "
            + $"{Days(evaluation.Unseen.TrackDays)} or {Days(evaluation.Unseen.AudioTrackDays)}; rate limit: "
            + $"{Days(evaluation.UnseenByRateLimit.TrackDays)} or "
            + $"{Days(evaluation.UnseenByRateLimit.AudioTrackDays)}.");
    }

    private static string Days(double? days) => days is { } known ? Shown.Number(Math.Ceiling(known)) : "-";

    private static string Time(double? seconds) => seconds is { } known ? Shown.Duration(Math.Round(known)) : "-";

    private static string Part(long part, long whole) =>
        whole == 0 ? "-" : $"{Shown.Count(part)} ({Shown.Share(part, whole)})";
}
