using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Writes an evaluation as tables for people to read.</summary>
internal static class EvaluationText
{
    private const int KindWidth = 22;

    public static void Write(TextWriter output, Evaluation evaluation)
    {
        var scrapers = evaluation.Kinds.Where(kind => !kind.IsPeople).ToList();
        var people = evaluation.Kinds.Where(kind => kind.IsPeople).ToList();
        if (scrapers.Count > 0)
        {
            output.WriteLine($"{"scrapers",-KindWidth}{"accounts",9}{"suspended",15}{"challenged",11}{"throttled",10}"
                + $"{"observed",9}{"time to detect",16}{"worst",12}{"tracks out",22}{"audio tracks out",22}");
            scrapers.ForEach(kind => WriteScrapers(output, kind));
            output.WriteLine();
        }

        if (people.Count > 0)
        {
            output.WriteLine($"{"people",-KindWidth}{"accounts",9}{"suspended",15}{"challenged",11}{"throttled",10}"
                + $"{"observed",9}");
            people.ForEach(kind => output.WriteLine(Verdicts(kind)));
            output.WriteLine();
        }

        WriteNotes(output, evaluation, scrapers.Count > 0, people.Count > 0);
    }

    private static void WriteScrapers(TextWriter output, KindResult kind) =>
        output.WriteLine($"{Verdicts(kind)}{Time(kind.MedianSeconds),16}{Time(kind.WorstSeconds),12}"
            + $"{Leak(kind.LeakedTracks, kind.TookTracks),22}{Leak(kind.LeakedAudioTracks, kind.TookAudioTracks),22}");

    private static void WriteNotes(TextWriter output, Evaluation evaluation, bool hasScrapers, bool hasPeople)
    {
        if (hasScrapers)
        {
            output.WriteLine("An account counts by its most severe verdict. Time to detect: from an account's first "
                + "event to its first suspension, the median.");
            output.WriteLine("Tracks out: distinct tracks served before the first suspension, or in all to accounts "
                + "never suspended, and their share of all served.");
        }

        if (hasPeople)
        {
            output.WriteLine($"Wrong verdicts on people for each 10,000 account-days (of "
                + $"{Shown.Number(Math.Round(evaluation.PersonDays, 1))}): "
                + string.Join(", ", new[] { Verdict.Suspend, Verdict.Challenge, Verdict.Throttle, Verdict.Observe }
                    .Select(verdict => $"{VerdictNames.Of(verdict)} "
                        + Shown.Number(Math.Round(evaluation.Per10000PersonDays(verdict), 2)))));
        }

        output.WriteLine($"{Shown.Count(evaluation.Events, "event")} over "
            + $"{Shown.Duration(Math.Round(evaluation.Days * 86_400))}");
    }

    private static string Verdicts(KindResult kind) =>
        $"{TerminalText.Of(kind.Kind),-KindWidth}{Shown.Count(kind.Accounts),9}"
        + $"{$"{Shown.Count(kind.Suspended)} ({Shown.Share(kind.Suspended, kind.Accounts)})",15}"
        + $"{Shown.Count(kind.Of(Verdict.Challenge)),11}{Shown.Count(kind.Of(Verdict.Throttle)),10}"
        + $"{Shown.Count(kind.Of(Verdict.Observe)),9}";

    private static string Time(double? seconds) => seconds is { } known ? Shown.Duration(Math.Round(known)) : "-";

    private static string Leak(long leaked, long took) =>
        took == 0 ? "-" : $"{Shown.Count(leaked)} ({Shown.Share(leaked, took)})";
}
