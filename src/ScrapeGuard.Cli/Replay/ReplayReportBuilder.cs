using System.Collections.Immutable;
using System.Diagnostics;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// Makes the report's data of a replay. Traffic and leak over time are not gathered yet: the report leaves them out.
/// </summary>
internal static class ReplayReportBuilder
{
    public static ReplayReport Build(ReplayRun run, CaptureSet captures, Judging judging)
    {
        var names = captures.Files.Select(file => file.Name).ToImmutableArray();
        return new ReplayReport
        {
            Captures = names,
            CommandLine = $"scrapeguard replay {string.Join(' ', names)}",
            Policy = judging.Policy.Name,
            Mode = judging.Policy.Mode,
            Model = judging.Model?.Version ?? "none",
            Totals = Totals(run),
            Flagged = Flagged(run),
            Quality = Quality(run, captures),
        };
    }

    private static ReplayTotals Totals(ReplayRun run) => new()
    {
        Events = run.Events,
        Accounts = run.Accounts.Count,
        FlaggedAccounts = run.Decisions.Select(decision => decision.Account).Distinct().Count(),
        SuspendedAccounts = run.Decisions.Where(decision => decision.Verdict == Verdict.Suspend)
            .Select(decision => decision.Account).Distinct().Count(),
        Span = run.Accounts.Count == 0
            ? null
            : (run.Accounts.Min(account => account.FirstMicros), run.Accounts.Max(account => account.LastMicros)),
        Decisions = run.Decisions.GroupBy(decision => decision.Verdict)
            .ToImmutableDictionary(group => group.Key, group => (long)group.Count()),
        Seconds = run.Seconds,
        PeakMemoryBytes = Process.GetCurrentProcess().PeakWorkingSet64,
    };

    private static ImmutableArray<FlaggedAccount> Flagged(ReplayRun run)
    {
        var summaries = run.Accounts.ToDictionary(account => account.Account);
        return
        [
            .. run.Decisions.GroupBy(decision => decision.Account).Select(group => new FlaggedAccount
            {
                Account = group.Key,
                Verdict = summaries[group.Key].Verdict,
                Score = summaries[group.Key].HighestScore,
                Exposure = summaries[group.Key].Exposure,
                Decisions = [.. group],
            }),
        ];
    }

    private static DataQuality Quality(ReplayRun run, CaptureSet captures) => new()
    {
        Malformed =
        [
            .. Enum.GetValues<DecodeError>().Where(reason => captures.Counters.MalformedFor(reason) > 0)
                .Select(reason => (DecodeErrorText.Of(reason), captures.Counters.MalformedFor(reason))),
        ],
        Late = run.Counters.Late,
        Duplicates = run.Counters.Duplicates,
        ImplausibleTimes = run.Counters.ImplausibleTime,
        Dropped =
        [
            ("accounts evicted early", run.Counters.EvictedEarly),
            ("events judged early", run.Counters.ReleasedEarly)],
        Warnings = [.. captures.Warnings],
    };
}
