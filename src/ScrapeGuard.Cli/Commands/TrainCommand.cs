using System.CommandLine;
using System.Text;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Cli.Training;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Forests;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>train</c>: fits and calibrates a model on captures of people.</summary>
internal static class TrainCommand
{
    private static readonly CaptureArguments Input = new();
    private static readonly ModelKindArguments Kind = new();
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

    private static readonly Option<string?> Labels = new("--labels")
    {
        Description = "Analysts' verdicts (NDJSON: account, verdict person or scraper, from, to, by, why): scrapers "
            + "are no part of what people do, people calibrate the model.",
        HelpName = "FILE",
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("train", "Fits and calibrates a model on captures of people.");
        Input.AddTo(command);
        command.Add(Out);
        command.Add(Seed);
        command.Add(Labels);
        Kind.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var errors = new List<string>();
        var verdicts = ReadLabels(parsed.GetValue(Labels), errors);
        Kind.Check(parsed, verdicts.Values.Any(verdict => verdict.IsScraper), errors);
        TerminalText.WriteLines(context.Error, errors);
        using var captures = Input.Open(parsed, context.Error);
        if (captures is null || errors.Count > 0)
        {
            return ExitCode.WrongArguments;
        }

        // One thread: rows are gathered in the order in which accounts are scored.
        var run = new ReplayRun(captures, new Judging(Policy.Default, Model: null, Threads: 1), context.Time);
        var sample = new RowSample(KeysOf(verdicts, scrapers: true), KeysOf(verdicts, scrapers: false));
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

        var taken = sample.Take();
        if (taken.Groups.Length == 0)
        {
            context.Error.WriteLine("train: no account did enough to be scored");
            return ExitCode.NoEvent;
        }

        return Math.Max(ends, Write(parsed, context, run, sample, taken));
    }

    private static IReadOnlyDictionary<string, AnalystVerdict> ReadLabels(string? path, List<string> errors)
    {
        if (path is null || !InputFile.TryOpen(path, "--labels", errors, out var stream))
        {
            return new Dictionary<string, AnalystVerdict>(StringComparer.Ordinal);
        }

        using (stream)
        {
            return AnalystVerdictReader.Read(stream!, path, errors);
        }
    }

    private static HashSet<AccountKey> KeysOf(IReadOnlyDictionary<string, AnalystVerdict> verdicts, bool scrapers) =>
        [.. verdicts.Values.Where(verdict => verdict.IsScraper == scrapers)
            .Select(verdict => StableHash.Account(Encoding.UTF8.GetBytes(verdict.Account)))];

    private static int Write(
        ParseResult parsed,
        CommandContext context,
        ReplayRun run,
        RowSample sample,
        TrainingRows taken)
    {
        try
        {
            var forest = new IsolationForestOptions { Seed = parsed.GetValue(Seed) };
            var options = new DetectionModelOptions { Forest = forest };
            var (file, version) = Kind.Fit(parsed, taken, options);
            OutputFile.Write(parsed.GetValue(Out)!, output => output.Write(file));
            context.Error.WriteLine(
                $"model {version}: {taken.Groups.Length:N0} rows of {sample.Accounts:N0} accounts, " +
                $"{run.Events:N0} events; by labels {sample.LeftOut:N0} rows of scrapers apart, " +
                $"{taken.People.Count:N0} people calibrate");
            return ExitCode.Done;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            context.Error.WriteLine(TerminalText.Of($"train: {exception.Message}"));
            return ExitCode.Failed;
        }
    }
}
