using System.CommandLine;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.FromKafka;
using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Cli.ToKafka;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>replay</c>: captures through the engine, decisions out.</summary>
internal static class ReplayCommand
{
    public const string DecisionsOption = "--decisions";
    public const string SummaryOption = "--summary";
    public const string AccountsOption = "--accounts";
    public const string ReportOption = "--report";
    public const string CompareOption = "--compare";
    public const string CompareOutOption = "--compare-out";

    /// <summary>How long work may go on after Ctrl-C before it is left: it may hang on a pipe.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private static readonly CaptureArguments Input = new();
    private static readonly JudgingArguments Judge = new();
    private static readonly KafkaArguments Kafka = new();
    private static readonly Option<string> Decisions = new(DecisionsOption)
    {
        Description = "File for the decisions (NDJSON); - is standard output.",
        DefaultValueFactory = _ => OutputFile.StandardOutput,
    };

    private static readonly Option<string?> Summary = new(SummaryOption)
    {
        Description = "File for the totals (JSON).",
    };

    private static readonly Option<string?> Accounts = new(AccountsOption)
    {
        Description = "File for all accounts (NDJSON).",
    };

    private static readonly Option<string?> Report = new(ReportOption) { Description = "File for the report (HTML)." };
    private static readonly Option<string?> Compare = new(CompareOption)
    {
        Description = "Another policy file: whom it would gain and lose on the same traffic.",
    };

    private static readonly Option<string?> CompareOut = new(CompareOutOption)
    {
        Description = "File for the accounts that the policy of --compare judges differently (NDJSON).",
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("replay", "Replays captured traffic through the engine.");
        Input.AddTo(command);
        Input.MakeOptional();
        Judge.AddTo(command);
        command.Add(Decisions);
        command.Add(Summary);
        command.Add(Accounts);
        command.Add(Report);
        command.Add(Compare);
        command.Add(CompareOut);
        Kafka.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(parsed, context, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        if (Kafka.IsToWanted(parsed))
        {
            return await ToKafkaAsync(parsed, context, stop);
        }

        var errors = new List<string>();
        using var outputs = OpenOutputs(parsed, errors);
        // Beside the caller, who else would not hear of Ctrl-C before the work is over; to open a capture can take
        // long too, when it is a pipe.
        var work = Task.Run(() => Run(parsed, context, outputs, errors, stop), CancellationToken.None);
        await WaitAsync(work, context.Time, stop);
        if (work.IsCompleted && await work is { } exitCode)
        {
            return exitCode;
        }

        context.Error.WriteLine(outputs.AnyDirect
            ? "replay: stopped; no file was written, and what went to a pipe is not all"
            : "replay: stopped; no file was written");
        return ExitCode.Failed;
    }

    private static async Task<int> ToKafkaAsync(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var errors = new List<string>();
        Option[] idle = [Decisions, Summary, Accounts, Report, Compare, CompareOut];
        errors.AddRange(idle.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option =>
            $"{option.Name}: goes without {KafkaArguments.ToKafkaOption}, which judges nothing"));
        var request = Kafka.ReadTo(parsed, errors);
        CheckSource(parsed, errors);
        TerminalText.WriteLines(context.Error, errors);
        using var captures = OpenCaptures(parsed, context, errors.Count > 0);
        return request is null || captures is null || errors.Count > 0
            ? ExitCode.WrongArguments
            : await Task.Run(() => KafkaReplay.RunAsync(request, captures, context, stop), CancellationToken.None);
    }

    private static int? Run(
        ParseResult parsed, CommandContext context, ReplayOutputs outputs, List<string> errors, CancellationToken stop)
    {
        CheckSource(parsed, errors);
        var topic = Kafka.IsFromWanted(parsed) ? Kafka.ReadFrom(parsed, errors) : null;
        var reading = Kafka.IsFromWanted(parsed) ? TopicReading(parsed, errors) : null;
        var request = Read(parsed, context, errors);
        if (reading is not null)
        {
            return request is null || topic is null || errors.Count > 0
                ? ExitCode.WrongArguments
                : RunTopic(request, TopicCaptures.Open(topic, reading, context, stop), outputs, context, stop);
        }

        using var captures = OpenCaptures(parsed, context, request is null || errors.Count > 0);
        return request is null || captures is null || errors.Count > 0
            ? ExitCode.WrongArguments
            : new ReplaySession(request, captures, outputs, context).Run(stop);
    }

    private static int? RunTopic(
        ReplayRequest request, TopicCaptures records, ReplayOutputs outputs, CommandContext context,
        CancellationToken stop)
    {
        using (records)
        {
            return records.Set is { } set
                ? new ReplaySession(request, set, outputs, context).Run(stop)
                : records.ExitCode;
        }
    }

    /// <summary>Where the events come from: captures, or a topic.</summary>
    private static void CheckSource(ParseResult parsed, List<string> errors)
    {
        var captures = parsed.GetValue(Input.Captures)!;
        if (captures.Length == 0 && !Kafka.IsFromWanted(parsed))
        {
            errors.Add($"replay: needs {Input.Captures.Name} or {KafkaReadRequest.Option}");
        }
        else if (captures.Length > 0 && Kafka.IsFromWanted(parsed))
        {
            errors.Add($"{KafkaReadRequest.Option}: goes without captures ('{captures[0]}')");
        }
    }

    /// <summary>How the values of a topic's records are read: JSON, with a mapping or without.</summary>
    private static CaptureOptions TopicReading(ParseResult parsed, List<string> errors)
    {
        var options = Input.ReadOptions(parsed, errors);
        var kind = options.Mapping?.Format ?? options.Format;
        if (kind is not (CaptureKind.Auto or CaptureKind.Ndjson))
        {
            errors.Add($"{Input.Format.Name} '{CaptureKindNames.Of(kind)}': goes without {KafkaReadRequest.Option}, "
                + "whose records are JSON");
        }

        return options with { Format = CaptureKind.Ndjson };
    }

    /// <summary>Waits for work; once it was asked to stop, no longer than it may take.</summary>
    private static async Task WaitAsync(Task work, TimeProvider time, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = stop.Register(stopped.SetResult);
        await Task.WhenAny(work, stopped.Task);
        if (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(StopPatience, time, CancellationToken.None));
        }
    }

    private static ReplayOutputs OpenOutputs(ParseResult parsed, List<string> errors)
    {
        string?[] inputs =
        [
            .. parsed.GetValue(Input.Captures)!, parsed.GetValue(Input.Mapping), parsed.GetValue(Judge.Policy),
            parsed.GetValue(Judge.Model), parsed.GetValue(Compare),
        ];
        return ReplayOutputs.Open(
            [
                (DecisionsOption, parsed.GetValue(Decisions)),
                (SummaryOption, parsed.GetValue(Summary)),
                (AccountsOption, parsed.GetValue(Accounts)),
                (ReportOption, parsed.GetValue(Report)),
                (CompareOutOption, parsed.GetValue(CompareOut)),
            ],
            inputs.OfType<string>(),
            errors);
    }

    private static ReplayRequest? Read(ParseResult parsed, CommandContext context, List<string> errors)
    {
        var path = parsed.GetValue(Compare);
        if (path is null && parsed.GetValue(CompareOut) is { } differences)
        {
            errors.Add($"{CompareOutOption} '{differences}': needs {CompareOption}");
        }

        var compared = path is null ? null : JudgingArguments.ReadPolicy(path, CompareOption, errors);
        var model = compared?.Model is null
            ? null
            : JudgingArguments.ReadModel(path: null, CompareOption, compared, path, errors);
        TerminalText.WriteLines(context.Error, errors);
        return Judge.Read(parsed, context.Error) is not { } judging ? null : new ReplayRequest
        {
            Judging = judging,
            Compared = compared,
            ComparedModel = model,
            ComparedName = compared is null ? "" : NameOf(compared.Name, judging.Policy.Name, path!),
            CommandLine = "scrapeguard " + CommandLineText.Of(parsed.Tokens.Select(token => token.Value)),
        };
    }

    private static string NameOf(string name, string other, string path) =>
        name == other ? $"{name} ({Path.GetFileName(path)})" : name;

    /// <summary>
    /// After a mistake captures are opened only to tell what is wrong with them too; standard input would wait.
    /// </summary>
    private static CaptureSet? OpenCaptures(ParseResult parsed, CommandContext context, bool isWrong) =>
        isWrong && parsed.GetValue(Input.Captures)! is var paths
            && (paths.Length == 0 || paths.Contains(CaptureFile.StandardInput))
            ? null
            : Input.Open(parsed, context.Error);
}
