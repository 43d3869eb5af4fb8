using System.CommandLine;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Cli.Acting;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>demo</c>: simulated days with scrapers in them, judged and acted upon as they go by.</summary>
internal static class DemoCommand
{
    private const int MaxDurationHours = 24;
    private static readonly PopulationArguments Population = new(new SimulationOptions { People = 300, Days = 3 });

    private static readonly Option<string?> Duration = new("--duration")
    {
        Description = "How long the days take to go by, such as 30s or 2m; without it as fast as they can.",
        HelpName = "TIME",
    };

    private static readonly Option<string?> Journal = new("--journal")
    {
        Description = "Folder for the journal of what is done, to be looked at with 'cases' and 'audit verify' and "
            + "--state; without it a folder that goes away.",
        HelpName = "FOLDER",
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("demo",
            "Simulates people and scrapers, suspends whom it catches, and shows who is caught and what gets out.");
        command.Add(Duration);
        command.Add(Journal);
        Population.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(parsed, context, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var errors = new List<string>();
        var options = Population.Read(parsed, errors);
        var duration = ReadDuration(parsed.GetValue(Duration), errors);
        var journal = ReadJournal(parsed.GetValue(Journal), errors);
        if (errors.Count > 0)
        {
            TerminalText.WriteLines(context.Error, errors);
            return ExitCode.WrongArguments;
        }

        var temporary = journal is null ? Directory.CreateTempSubdirectory("scrapeguard-demo-") : null;
        try
        {
            var startMicros = (options.Start - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            context.Error.WriteLine($"{Shown.Count(options.People)} people, and scrapers among them; "
                + $"{options.Days:0.##} days from {Shown.Time(startMicros)}");
            await using var actions = await DemoActions.OpenAsync(
                journal ?? temporary!.FullName, Policy.Default, startMicros);
            var pace = new DemoPace(options.Start, TimeSpan.FromDays(options.Days), duration, context.Time);
            await ShowAsync(new TrafficSimulation(options), actions, pace, context, stop);
            return ExitCode.Done;
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    private static async Task ShowAsync(
        TrafficSimulation simulation, DemoActions actions, DemoPace pace, CommandContext context,
        CancellationToken stop)
    {
        var labels = DemoTraffic.LabelsOf(simulation);
        var ledger = new OutcomeLedger(labels);
        var leak = new DemoLeak(labels);
        using var engine = new DetectionEngine(new EngineOptions(), Policy.Default, DefaultModel.Load());
        ledger.Attach(engine);
        var kinds = labels.ToDictionary(label => label.Account, label => label.Kind, StringComparer.Ordinal);
        using (var progress = new ProgressLine(context))
        {
            foreach (var batch in DemoTraffic.Steps(simulation))
            {
                var share = pace.ShareAt(batch[0].TimeMicros);
                await pace.WaitForAsync(share, stop);
                leak.Count(batch);
                var decisions = ledger.Take(batch, engine);
                foreach (var decision in decisions)
                {
                    progress.Hide();
                    Show(decision, kinds[decision.Account], context.Out);
                }

                foreach (var done in await actions.ActAsync(decisions, NewestOf(batch)))
                {
                    leak.Become(done.Call.Account, done.Call.Kind == EffectKind.Suspend);
                    progress.Hide();
                    Show(done, kinds[done.Call.Account], context.Out);
                }

                progress.Show(share);
                if (stop.IsCancellationRequested || pace.IsOver)
                {
                    break;
                }
            }
        }

        ledger.Close(engine);
        labels = DemoTraffic.LabelsOf(simulation);
        context.Out.WriteLine();
        EvaluationText.Write(context.Out, Evaluation.Of(labels, ledger));
        context.Out.WriteLine();
        DemoActionText.Write(
            context.Out, DemoKind.Of(labels, ledger, leak), await actions.CloseAsync(), leak.IsCut);
    }

    private static long NewestOf(EventBatch batch)
    {
        var newest = long.MinValue;
        foreach (ref readonly var e in batch.Events)
        {
            newest = Math.Max(newest, e.TimeMicros);
        }

        return newest;
    }

    private static void Show(Decision decision, string kind, TextWriter output) =>
        output.WriteLine($"{Shown.ColumnTime(decision.TimeMicros)}  {VerdictNames.Of(decision.Verdict),-9}  "
            + $"{decision.Account}  {kind,-18}  {(decision.Reasons is [var first, ..] ? ReasonText.Of(first) : "")}");

    private static void Show(CarriedOut done, string kind, TextWriter output) =>
        output.WriteLine($"{Shown.ColumnTime(done.TimeMicros)}  in force   {done.Call.Account}  {kind,-18}  "
            + AccountStates.After(done.Call.Kind));

    private static string? ReadJournal(string? folder, List<string> errors)
    {
        if (folder is not null && (File.Exists(folder) || File.Exists(Path.Combine(folder, JournalFile.FileName))))
        {
            errors.Add($"{Journal.Name} '{folder}': "
                + (File.Exists(folder) ? "is a file, not a folder" : "has a journal already"));
        }

        return folder;
    }

    private static TimeSpan? ReadDuration(string? text, List<string> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero
            && duration <= TimeSpan.FromHours(MaxDurationHours))
        {
            return duration;
        }

        errors.Add($"--duration '{text}': must be a time such as 30s or 2m, at most {MaxDurationHours}h");
        return null;
    }
}
