using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Replay;

/// <summary>What a replay is asked for, checked.</summary>
internal sealed record ReplayRequest
{
    public required Judging Judging { get; init; }

    /// <summary>The other policy; null: none is compared.</summary>
    public Policy? Compared { get; init; }

    /// <summary>The model that the other policy names; null: the same model.</summary>
    public DetectionModel? ComparedModel { get; init; }

    /// <summary>What to call the other policy: its name, told from that of the first.</summary>
    public string ComparedName { get; init; } = "";

    /// <summary>The exact command that was given.</summary>
    public required string CommandLine { get; init; }
}

/// <summary>A replay from the first event to the last file.</summary>
internal sealed class ReplaySession(
    ReplayRequest request, CaptureSet captures, ReplayOutputs outputs, CommandContext context)
{
    private readonly ReplayRun _run = new(captures, request.Judging, context.Time);
    private readonly DecisionTally _tally = new(keep: outputs.Of(ReplayCommand.ReportOption) is not null);
    private readonly DecisionTally _others = new(keep: false);
    private readonly ReportGatherer? _gatherer = outputs.Of(ReplayCommand.ReportOption) is null
        ? null
        : new ReportGatherer(request.Judging.Policy.Grace);

    /// <summary>Runs it.</summary>
    /// <returns>One of <see cref="ExitCode"/>; null when it was stopped, which leaves no file.</returns>
    public int? Run(CancellationToken stop)
    {
        try
        {
            Replay(stop);
            if (stop.IsCancellationRequested)
            {
                return null;
            }

            var accounts = Accounts();
            var contest = request.Compared is null ? null : new PolicyContest(_tally, _others, accounts);
            WriteFiles(accounts, contest);
            if (stop.IsCancellationRequested)
            {
                return null;
            }

            outputs.Commit();
            return Close(accounts.Count, contest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"replay: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private void Replay(CancellationToken stop)
    {
        var file = new DecisionFile(outputs.Of(ReplayCommand.DecisionsOption)!);
        using var progress = new ProgressLine(context);
        var hooks = new ReplayHooks
        {
            Decided = decision =>
            {
                _tally.Add(decision);
                file.Write(decision);
            },
            Fallen = _gatherer is null ? null : _gatherer.Add,
            Taken = _gatherer is null ? null : _gatherer.Add,
            Progress = (events, share) =>
            {
                file.ShowSoFar();
                progress.Show(share, events);
            },
            Compared = request.Compared,
            ComparedModel = request.ComparedModel,
            ComparedFallen = _others.Add,
        };
        _run.Run(hooks, stop);
        if (!stop.IsCancellationRequested)
        {
            file.Finish();
        }
    }

    private AccountLedger Accounts()
    {
        var accounts = new AccountLedger(
            account => _tally.Accounts.ContainsKey(account) || _others.Accounts.ContainsKey(account),
            keepAll: outputs.Of(ReplayCommand.AccountsOption) is not null);
        _run.VisitAccounts(accounts.Add);
        return accounts;
    }

    private void WriteFiles(AccountLedger accounts, PolicyContest? contest)
    {
        if (outputs.Of(ReplayCommand.AccountsOption) is { } all)
        {
            ReplayFiles.WriteAccounts(all.Stream, accounts.Sorted());
        }

        if (outputs.Of(ReplayCommand.CompareOutOption) is { } differences)
        {
            ReplayFiles.WriteDifferences(differences.Stream, contest!);
        }

        if (outputs.Of(ReplayCommand.ReportOption) is { } report)
        {
            var comparison = contest?.ToComparison(request.Compared!, request.ComparedName);
            var builder = new ReplayReportBuilder(_run, _tally, accounts, _gatherer!);
            using var text = new StreamWriter(report.Stream, leaveOpen: true);
            HtmlReportWriter.Write(text, builder.Build(captures, request.Judging, request.CommandLine, comparison));
        }

        if (outputs.Of(ReplayCommand.SummaryOption) is { } summary)
        {
            ReplayFiles.WriteSummary(summary.Stream, _run, _tally, accounts.Count, captures);
        }
    }

    private int Close(long accounts, PolicyContest? contest)
    {
        var code = CapturesClosing.Tell(captures, _run.Events, "replay", context.Error);
        if (_run.Events == 0)
        {
            return code;
        }

        context.Error.WriteLine($"{_run.Events:N0} events of {accounts:N0} accounts in {_run.Seconds:F2} s; "
            + $"{captures.Counters.Malformed:N0} malformed, {_run.Counters.Late:N0} late, "
            + $"{_run.Counters.Duplicates:N0} repeated, "
            + $"{_run.Counters.ImplausibleTime:N0} with an implausible time; "
            + $"{_tally.Count:N0} decisions, {_tally.CountOf(Core.Decisions.Verdict.Suspend):N0} of them suspensions");
        contest?.WriteTable(context.Error, request.Judging.Policy.Name, request.ComparedName);
        return code;
    }
}
