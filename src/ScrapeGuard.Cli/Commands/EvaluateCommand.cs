using System.CommandLine;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Cli.Evaluating;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>evaluate</c>: who was caught, how soon, and what was out by then, on labelled captures.</summary>
internal static class EvaluateCommand
{
    private static readonly CaptureArguments Input = new();
    private static readonly JudgingArguments Judge = new();
    private static readonly Option<string> Truth = new("--truth")
    {
        Description = "Labels (NDJSON), as simulate writes them.",
        Required = true,
        HelpName = "FILE",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object instead of tables." };

    public static Command Create(CommandContext context)
    {
        var command = new Command("evaluate", "Measures catch, wrong verdicts, time to detect and leak, by kind.");
        Input.AddTo(command);
        command.Add(Truth);
        command.Add(Json);
        Judge.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var judging = Judge.Read(parsed, context.Error);
        var errors = new List<string>();
        var labels = ReadTruth(parsed.GetValue(Truth)!, errors);
        TerminalText.WriteLines(context.Error, errors);
        using var captures = Input.Open(parsed, context.Error);
        if (judging is null || errors.Count > 0 || captures is null)
        {
            return ExitCode.WrongArguments;
        }

        var ledger = new OutcomeLedger(labels);
        using var pass = new JudgedPass(captures, judging, observer: null, inSmallSteps: false);
        ledger.Attach(pass.Engine);
        using (var progress = new ProgressLine(context))
        {
            pass.Run(batch => ledger.Take(batch, pass.Engine), progress.Show, stop);
        }

        if (stop.IsCancellationRequested)
        {
            context.Error.WriteLine("evaluate: stopped");
            return ExitCode.Failed;
        }

        ledger.Close(pass.Engine);
        var ends = CapturesClosing.Tell(captures, pass.Events, "evaluate", context.Error);
        return pass.Events == 0 ? ends : Math.Max(ends, Show(parsed, Evaluation.Of(labels, ledger), context));
    }

    private static List<LabelledAccount> ReadTruth(string path, List<string> errors)
    {
        if (!InputFile.TryOpen(path, "--truth", errors, out var stream))
        {
            return [];
        }

        using (stream)
        {
            return TruthReader.Read(stream!, path, errors);
        }
    }

    private static int Show(ParseResult parsed, Evaluation evaluation, CommandContext context)
    {
        if (evaluation.Kinds.Count == 0)
        {
            context.Error.WriteLine("evaluate: no account of the captures has a label: do they belong together?");
            return ExitCode.Failed;
        }

        if (evaluation.Unlabelled > 0)
        {
            context.Error.WriteLine($"evaluate: {evaluation.Unlabelled:N0} accounts have no label and are left out");
        }

        if (!parsed.GetValue(Json))
        {
            EvaluationText.Write(context.Out, evaluation);
            return ExitCode.Done;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            EvaluationJson.Write(json, evaluation);
        }

        context.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        return ExitCode.Done;
    }
}
