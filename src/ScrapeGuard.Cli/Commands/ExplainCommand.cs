using System.CommandLine;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Cli.Explaining;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>explain</c>: everything known of one account, and why it was judged as it was.</summary>
internal static class ExplainCommand
{
    private static readonly CaptureArguments Input = new();
    private static readonly JudgingArguments Judge = new();
    private static readonly Option<string> Account =
        new("--account")
        {
            Description = "The account, as the captures name it.",
            Required = true,
            HelpName = "NAME",
        };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object instead of text." };

    public static Command Create(CommandContext context)
    {
        var command = new Command("explain", "Tells everything known of one account, and why it was judged so.");
        Input.AddTo(command);
        command.Add(Account);
        command.Add(Json);
        Judge.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var account = parsed.GetValue(Account)!;
        var isName = account.Length > 0 && Encoding.UTF8.GetByteCount(account) <= EventLimits.MaxAccountBytes;
        if (!isName)
        {
            context.Error.WriteLine(
                $"--account '{TerminalText.Of(account)}': must be 1 to {EventLimits.MaxAccountBytes} bytes");
        }

        var judging = Judge.Read(parsed, context.Error);
        using var captures = Input.Open(parsed, context.Error);
        if (!isName || judging is null || captures is null)
        {
            return ExitCode.WrongArguments;
        }

        var watch = new AccountWatch(account, judging.Policy, judging.Model);
        using var pass = new JudgedPass(captures, judging, watch.Moment, inSmallSteps: true);
        watch.Attach(pass.Engine);
        using (var progress = new ProgressLine(context))
        {
            pass.Run(batch => watch.Take(batch, pass.Engine), progress.Show, stop);
        }

        if (stop.IsCancellationRequested)
        {
            context.Error.WriteLine("explain: stopped");
            return ExitCode.Failed;
        }

        watch.Close(pass.Engine);
        var ends = CapturesClosing.Tell(captures, pass.Events, "explain", context.Error);
        return pass.Events == 0 ? ends : Math.Max(ends, Show(parsed, watch, judging, context));
    }

    private static int Show(ParseResult parsed, AccountWatch watch, Judging judging, CommandContext context)
    {
        if (watch.Summary is not { } summary)
        {
            var name = TerminalText.Of(watch.Account);
            var near = string.Join(", ", watch.NearNames.Select(TerminalText.Of));
            context.Error.WriteLine(watch.Tally.Lines > 0
                ? $"explain: all {watch.Tally.Lines:N0} events of account '{name}' are of an implausible time"
                : $"explain: no event is of account '{name}'" + (near.Length > 0 ? $"; did you mean {near}?" : ""));
            return ExitCode.Failed;
        }

        if (!parsed.GetValue(Json))
        {
            new ExplanationText(context.Out, watch, summary, judging).Write();
            return ExitCode.Done;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            ExplanationJson.Write(json, watch, summary, judging);
        }

        context.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        return ExitCode.Done;
    }
}
