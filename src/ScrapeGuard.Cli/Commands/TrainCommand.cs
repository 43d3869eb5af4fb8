using System.CommandLine;
using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Cli.Training;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Forests;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>train</c>: fits and calibrates a model on captures of people.</summary>
internal static class TrainCommand
{
    private static readonly CaptureArguments Input = new();
    private static readonly Option<string> Out = new("--out")
    {
        Description = "File for the model.",
        Required = true,
        HelpName = "FILE",
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of all chance: the same rows and seed give the same model.",
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("train", "Fits and calibrates a model on captures of people.");
        Input.AddTo(command);
        command.Add(Out);
        command.Add(Seed);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        using var captures = Input.Open(parsed, context.Error);
        if (captures is null)
        {
            return ExitCode.WrongArguments;
        }

        // One thread: rows are gathered in the order in which accounts are scored.
        var run = new ReplayRun(captures, new Judging(Policy.Default, Model: null, Threads: 1), context.Time);
        var sample = new RowSample();
        using (var progress = new ProgressLine(context))
        {
            var hooks = new ReplayHooks
            {
                Evaluations = sample,
                Progress = (events, share) => progress.Show(share, events),
            };
            run.Run(hooks, stop);
        }

        if (stop.IsCancellationRequested)
        {
            context.Error.WriteLine("train: stopped; no file was written");
            return ExitCode.Failed;
        }

        var ends = CapturesClosing.Tell(captures, run.Events, "train", context.Error);
        if (run.Events == 0)
        {
            return ends;
        }

        var (rows, groups) = sample.Take();
        if (groups.Length == 0)
        {
            context.Error.WriteLine("train: no account did enough to be scored");
            return ExitCode.NoEvent;
        }

        return Math.Max(ends, Write(parsed, context, run, sample, rows, groups));
    }

    private static int Write(
        ParseResult parsed, CommandContext context, ReplayRun run, RowSample sample, float[] rows, int[] groups)
    {
        try
        {
            var forest = new IsolationForestOptions { Seed = parsed.GetValue(Seed) };
            var options = new DetectionModelOptions { Forest = forest };
            var model = DetectionModelTrainer.Train(rows, FeatureSchema.Count, FeatureSchema.Names, options, groups);
            OutputFile.Write(parsed.GetValue(Out)!, output => ModelFile.Write(output, model));
            context.Error.WriteLine(
                $"model {model.Version}: {groups.Length:N0} rows of {sample.Accounts:N0} accounts, " +
                $"{run.Events:N0} events");
            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            context.Error.WriteLine(TerminalText.Of($"train: {exception.Message}"));
            return ExitCode.Failed;
        }
    }
}
