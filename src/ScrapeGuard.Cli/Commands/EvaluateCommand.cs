using System.CommandLine;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Cli.Evaluating;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>evaluate</c>: who was caught, how soon, and what was out by then, on labelled captures.</summary>
internal static class EvaluateCommand
{
    private static readonly CaptureArguments Input = new();
    private static readonly LaneArguments Lanes = new();
    private static readonly Option<string> Truth = new("--truth")
    {
        Description = "Labels (NDJSON), as simulate writes them.",
        Required = true,
        HelpName = "FILE",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object instead of tables." };

    private static readonly Option<string?> Report = new("--report")
    {
        Description = "Writes the numbers and their curves as one HTML file.",
        HelpName = "FILE",
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("evaluate", "Measures catch, wrong verdicts, time to detect and leak, by kind.");
        Input.AddTo(command);
        command.Add(Truth);
        command.Add(Json);
        command.Add(Report);
        Lanes.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var judgings = Lanes.Read(parsed, context.Error);
        var errors = new List<string>();
        var labels = ReadTruth(parsed.GetValue(Truth)!, errors);
        TerminalText.WriteLines(context.Error, errors);
        using var captures = Input.Open(parsed, context.Error);
        if (judgings is null || errors.Count > 0 || captures is null)
        {
            return ExitCode.WrongArguments;
        }

        using var pass = new JudgedPass(captures, judgings[0].Judging, observer: null, inSmallSteps: false);
        var lanes = judgings.Select((named, place) => new EvaluationLane(
            named.Name, named.Judging, place == 0 ? pass.Engine : pass.AddBeside(named.Judging), labels)).ToList();
        using (var progress = new ProgressLine(context))
        {
            pass.Run(batch => lanes.ForEach(lane => lane.Ledger.Take(batch, lane.Engine)), progress.Show, stop);
        }

        if (stop.IsCancellationRequested)
        {
            context.Error.WriteLine("evaluate: stopped");
            return ExitCode.Failed;
        }

        lanes.ForEach(lane => lane.Ledger.Close(lane.Engine));
        var ends = CapturesClosing.Tell(captures, pass.Events, "evaluate", context.Error);
        return pass.Events == 0 ? ends : Math.Max(ends, Show(parsed, context, [.. lanes.Select(lane =>
            new LaneResult(lane.Name, lane.Policy, lane.Model, Evaluation.Of(labels, lane.Ledger)))]));
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

    private static int Show(ParseResult parsed, CommandContext context, IReadOnlyList<LaneResult> lanes)
    {
        var evaluation = lanes[0].Evaluation;
        if (evaluation.Kinds.Count == 0)
        {
            context.Error.WriteLine("evaluate: no account of the captures has a label: do they belong together?");
            return ExitCode.Failed;
        }

        if (evaluation.Unlabelled > 0)
        {
            context.Error.WriteLine($"evaluate: {evaluation.Unlabelled:N0} accounts have no label and are left out");
        }

        if (parsed.GetValue(Report) is { } report && !TryWriteReport(report, lanes, context))
        {
            return ExitCode.Failed;
        }

        if (!parsed.GetValue(Json))
        {
            EvaluationText.Write(context.Out, lanes);
            return ExitCode.Done;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            EvaluationJson.Write(json, lanes);
        }

        context.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        return ExitCode.Done;
    }

    private static bool TryWriteReport(string path, IReadOnlyList<LaneResult> lanes, CommandContext context)
    {
        try
        {
            OutputFile.Write(path, output =>
            {
                using var text = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
                EvaluationPage.Write(text, lanes);
            });
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine(TerminalText.Of($"evaluate: {exception.Message}"));
            return false;
        }
    }
}
