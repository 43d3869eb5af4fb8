using System.CommandLine;
using System.Text;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Extent;
using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Engine.Threading;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>extent</c>: how much was taken, by whom, how.</summary>
internal static class ExtentCommand
{
    private const string AccountsOption = "--accounts";
    private const string DecisionsOption = "--decisions";
    private const string JsonOption = "--json";
    private const string ReportOption = "--report";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly CaptureArguments Input = new();
    private static readonly Option<string?> Accounts = new(AccountsOption)
    {
        Description = "Whose takings to count: a name a line, or NDJSON with account, as replay --accounts writes it.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Decisions = new(DecisionsOption)
    {
        Description = "Whose takings to count, and since when they were suspended: decisions (NDJSON).",
        HelpName = "FILE",
    };

    private static readonly Option<string> FromVerdict = new("--from-verdict")
    {
        Description = "The mildest verdict that counts: observe, throttle, challenge or suspend.",
        HelpName = "VERDICT",
        DefaultValueFactory = _ => VerdictNames.Of(Verdict.Suspend),
    };

    private static readonly Option<long?> Catalogue = new("--catalogue")
    {
        Description = "Tracks of the whole catalogue; without it, as many as the captures show.",
        HelpName = "N",
    };

    private static readonly Option<string?> Policy = new("--policy")
    {
        Description = "Policy file (YAML) that names the canary tracks.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Json = new(JsonOption)
    {
        Description = "File for all numbers (JSON).",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Report = new(ReportOption)
    {
        Description = "File for the report (HTML).",
        HelpName = "FILE",
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("extent", "Tells how much was taken, by whom and how.");
        Input.AddTo(command);
        command.Add(Accounts);
        command.Add(Decisions);
        command.Add(FromVerdict);
        command.Add(Catalogue);
        command.Add(Policy);
        command.Add(Json);
        command.Add(Report);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var errors = new List<string>();
        var ledger = Read(parsed, context, errors);
        using var outputs = OpenOutputs(parsed, errors);
        TerminalText.WriteLines(context.Error, errors);
        using var captures = errors.Count > 0 && parsed.GetValue(Input.Captures)!.Contains(CaptureFile.StandardInput)
            ? null : Input.Open(parsed, context.Error);
        if (errors.Count > 0 || captures is null)
        {
            return ExitCode.WrongArguments;
        }

        using var crew = new WorkCrew(Math.Min(Environment.ProcessorCount, 8));
        var events = Count(captures, crew, ledger!, context, stop);
        if (stop.IsCancellationRequested)
        {
            context.Error.WriteLine("extent: stopped; no file was written");
            return ExitCode.Failed;
        }

        var ends = CapturesClosing.Tell(captures, events, "extent", context.Error);
        if (events > 0)
        {
            Show(ledger!.Close(parsed.GetValue(Catalogue)), outputs, context);
        }

        return ends;
    }

    private static LeakLedger? Read(ParseResult parsed, CommandContext context, List<string> errors)
    {
        if (!VerdictNames.TryParse(parsed.GetValue(FromVerdict), out var least)
            || least is Verdict.None or Verdict.Restore)
        {
            errors.Add($"--from-verdict '{parsed.GetValue(FromVerdict)}': must be observe, throttle, challenge or "
                + "suspend");
        }

        if (parsed.GetValue(Catalogue) is <= 0 and var size)
        {
            errors.Add($"--catalogue '{size}': must be at least 1");
        }

        var (accounts, decisions) = (parsed.GetValue(Accounts), parsed.GetValue(Decisions));
        if (accounts is null && decisions is null)
        {
            errors.Add($"extent: needs {AccountsOption} or {DecisionsOption}");
        }

        var subjects = new ExtentSubjects(least);
        if (accounts is not null)
        {
            subjects.ReadAccounts(accounts, errors);
        }

        if (decisions is not null)
        {
            subjects.ReadDecisions(decisions, errors);
        }

        var policy = JudgingArguments.ReadPolicy(parsed.GetValue(Policy), "--policy", errors);
        if (errors.Count > 0)
        {
            return null;
        }

        var all = subjects.All();
        if (subjects.PassedOver > 0)
        {
            context.Error.WriteLine($"extent: {subjects.PassedOver:N0} accounts are people by their label, or below "
                + $"the verdict {VerdictNames.Of(least)} (--from-verdict), and are not counted");
        }

        return new LeakLedger(new HaulOptions(), all, policy.CanaryTracks);
    }

    private static ReplayOutputs OpenOutputs(ParseResult parsed, List<string> errors)
    {
        string?[] inputs =
        [
            .. parsed.GetValue(Input.Captures)!, parsed.GetValue(Input.Mapping), parsed.GetValue(Accounts),
            parsed.GetValue(Decisions), parsed.GetValue(Policy),
        ];
        return ReplayOutputs.Open(
            [(JsonOption, parsed.GetValue(Json)), (ReportOption, parsed.GetValue(Report))],
            inputs.OfType<string>(),
            errors);
    }

    private static long Count(
        CaptureSet captures, WorkCrew crew, LeakLedger ledger, CommandContext context, CancellationToken stop)
    {
        var feed = new CaptureFeed(captures, crew, keepsWorks: true);
        var events = 0L;
        using var progress = new ProgressLine(context);
        while (!stop.IsCancellationRequested && feed.TryRead(out var batches))
        {
            foreach (var batch in batches)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    ref readonly var e = ref batch[i];
                    var (artist, album) = batch.Works?.Of(i) ?? default;
                    ledger.Count(e, batch.TracksOf(e), batch.NameOf(e), artist, album);
                }

                events += batch.Count;
            }

            progress.Show(captures.ShareRead, events);
        }

        return events;
    }

    private static void Show(LeakReport report, ReplayOutputs outputs, CommandContext context)
    {
        new ExtentText(context.Out, report).Write();
        if (outputs.Of(JsonOption) is { } json)
        {
            ExtentJson.Write(json.Stream, report);
            json.Stream.Write("\n"u8);
        }

        if (outputs.Of(ReportOption) is { } page)
        {
            using var writer = new StreamWriter(page.Stream, Utf8, leaveOpen: true) { NewLine = "\n" };
            ExtentPage.Write(writer, report);
        }

        outputs.Commit();
    }
}
