using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Replay;

/// <summary>Makes the report's data of a replay.</summary>
internal sealed class ReplayReportBuilder(
    ReplayRun run, DecisionTally tally, AccountLedger accounts, ReportGatherer gatherer)
{
    public ReplayReport Build(CaptureSet captures, Judging judging, string commandLine, PolicyComparison? comparison) =>
        new()
        {
            Captures = [.. captures.Files.Select(file => file.Name)],
            CommandLine = commandLine,
            ProgramVersion = VersionOf(typeof(ReplayReportBuilder).Assembly),
            Policy = judging.Policy.Name,
            Mode = judging.Policy.Mode,
            Model = judging.Model?.Version ?? "none",
            Totals = Totals(),
            Traffic = gatherer.Traffic(),
            Leak = Leak(),
            Flagged = Flagged(),
            Comparison = comparison,
            Quality = Quality(captures),
        };

    /// <summary>Without the commit that builds append behind a plus.</summary>
    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private ReplayTotals Totals() => new()
    {
        Events = run.Events,
        Accounts = accounts.Count,
        FlaggedAccounts = tally.Accounts.Count,
        SuspendedAccounts = tally.SuspendedAccounts,
        Span = accounts.Span,
        Decisions = Enum.GetValues<Verdict>().Where(verdict => tally.CountOf(verdict) > 0)
            .ToImmutableDictionary(verdict => verdict, tally.CountOf),
        Seconds = run.Seconds,
        PeakMemoryBytes = Process.GetCurrentProcess().PeakWorkingSet64,
    };

    private LeakSeries? Leak()
    {
        if (gatherer.Scale is not { } scale || tally.Accounts.Count == 0)
        {
            return null;
        }

        var leak = new LeakBuilder(scale, gatherer.Activity);
        foreach (var account in tally.Accounts.Values.OrderBy(account => account.Account, StringComparer.Ordinal))
        {
            leak.Add(account, accounts.Flagged[account.Account]);
        }

        return leak.Build();
    }

    /// <summary>The worst, as many as the report shows: what their charts take is bounded so.</summary>
    private ImmutableArray<FlaggedAccount> Flagged()
    {
        var whole = tally.Accounts.Values.Where(account => account.Kept.Count > 0).Select(Flagged);
        return
        [
            .. FlaggedAccount.WorstFirst(whole).Take(ReportLimits.MaxAccounts)
                .Select(account => account with { Activity = gatherer.ActivityOf(account.Account) }),
        ];
    }

    private FlaggedAccount Flagged(FlaggedTally account) => new()
    {
        Account = account.Account,
        Verdict = accounts.Flagged[account.Account].Verdict,
        Score = accounts.Flagged[account.Account].HighestScore,
        Exposure = accounts.Flagged[account.Account].Exposure,
        Campaign = account.Kept.LastOrDefault(decision => decision.Campaign is not null)?.Campaign,
        Decisions = [.. account.Kept],
        DecisionCount = account.Decisions,
        FirstMicros = account.First.Micros,
        FirstSuspensionMicros = account.Suspended?.Micros,
    };

    private DataQuality Quality(CaptureSet captures) => new()
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
            ("Accounts evicted early", run.Counters.EvictedEarly),
            ("Events judged early", run.Counters.ReleasedEarly),
        ],
        Warnings = [.. captures.Warnings],
    };
}
