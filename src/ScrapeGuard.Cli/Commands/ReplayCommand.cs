using System.CommandLine;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>replay</c>: captures through the engine, decisions out.</summary>
internal static class ReplayCommand
{
    private static readonly CaptureArguments Input = new();
    private static readonly JudgingArguments Judge = new();
    private static readonly Option<string> Decisions = new("--decisions")
    {
        Description = "File for the decisions (NDJSON); - is standard output.",
        DefaultValueFactory = _ => OutputFile.StandardOutput,
    };

    private static readonly Option<string?> Summary = new("--summary") { Description = "File for the totals (JSON)." };
    private static readonly Option<string?> Accounts =
        new("--accounts") { Description = "File for all accounts (NDJSON)." };
    private static readonly Option<string?> Report = new("--report") { Description = "File for the report (HTML)." };

    public static Command Create(CommandContext context)
    {
        var command = new Command("replay", "Replays captured traffic through the engine.");
        Input.AddTo(command);
        Judge.AddTo(command);
        command.Add(Decisions);
        command.Add(Summary);
        command.Add(Accounts);
        command.Add(Report);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var judging = Judge.Read(parsed, context.Error);
        using var captures = Input.Open(parsed, context.Error);
        if (judging is null || captures is null)
        {
            return ExitCode.WrongArguments;
        }

        var run = new ReplayRun(captures, judging, context.Time);
        using (var progress = new ProgressLine(context))
        {
            run.Run(observer: null, progress.Show, stop);
        }

        if (stop.IsCancellationRequested)
        {
            context.Error.WriteLine("replay: stopped; no file was written");
            return ExitCode.Failed;
        }

        try
        {
            WriteFiles(parsed, run, captures, judging);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"replay: {exception.Message}");
            return ExitCode.Failed;
        }

        return Close(run, captures, context);
    }

    private static void WriteFiles(ParseResult parsed, ReplayRun run, CaptureSet captures, Judging judging)
    {
        OutputFile.Write(parsed.GetValue(Decisions)!, output => ReplayFiles.WriteDecisions(output, run.Decisions));
        if (parsed.GetValue(Summary) is { } summary)
        {
            OutputFile.Write(summary, output => ReplayFiles.WriteSummary(output, run, captures));
        }

        if (parsed.GetValue(Accounts) is { } accounts)
        {
            OutputFile.Write(accounts, output => ReplayFiles.WriteAccounts(output, run.Accounts));
        }

        if (parsed.GetValue(Report) is { } report)
        {
            OutputFile.Write(report, output =>
            {
                using var text = new StreamWriter(output, leaveOpen: true);
                HtmlReportWriter.Write(text, ReplayReportBuilder.Build(run, captures, judging));
            });
        }
    }

    private static int Close(ReplayRun run, CaptureSet captures, CommandContext context)
    {
        var counters = captures.Counters;
        foreach (var example in counters.Examples)
        {
            context.Error.WriteLine($"{example.File}:{example.Line}: {Core.Events.DecodeErrorText.Of(example.Reason)}");
        }

        foreach (var warning in captures.Warnings)
        {
            context.Error.WriteLine(warning);
        }

        if (run.Events == 0)
        {
            context.Error.WriteLine(
                $"replay: the input had no event " +
                $"({counters.Malformed} malformed lines, read as {captures.Files[0].Format.Kind})");
            return captures.Warnings.Count > 0 ? ExitCode.Failed : ExitCode.NoEvent;
        }

        var suspended = run.Decisions.Count(decision => decision.Verdict == Verdict.Suspend);
        context.Error.WriteLine($"{run.Events:N0} events of {run.Accounts.Count:N0} accounts in {run.Seconds:F2} s; "
            + $"{counters.Malformed:N0} malformed, {run.Counters.Late:N0} late, {run.Counters.Duplicates:N0} repeated, "
            + $"{run.Counters.ImplausibleTime:N0} with an implausible time; "
            + $"{run.Decisions.Count:N0} decisions, {suspended:N0} of them suspensions");
        return captures.Warnings.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
