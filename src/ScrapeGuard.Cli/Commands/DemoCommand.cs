using System.CommandLine;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>demo</c>: simulated days with scrapers in them, judged as they go by.</summary>
internal static class DemoCommand
{
    private const int MaxDurationHours = 24;
    private static readonly PopulationArguments Population = new(new SimulationOptions { People = 300, Days = 3 });

    private static readonly Option<string?> Duration = new("--duration")
    {
        Description = "How long the days take to go by, such as 30s or 2m; without it as fast as they can.",
        HelpName = "TIME",
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("demo", "Simulates people and scrapers, and shows who is caught and what gets out.");
        command.Add(Duration);
        Population.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(parsed, context, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var errors = new List<string>();
        var options = Population.Read(parsed, errors);
        var duration = ReadDuration(parsed.GetValue(Duration), errors);
        if (errors.Count > 0)
        {
            TerminalText.WriteLines(context.Error, errors);
            return ExitCode.WrongArguments;
        }

        var from = Shown.Time((options.Start - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        context.Error.WriteLine(
            $"{Shown.Count(options.People)} people, and scrapers among them; {options.Days:0.##} days from {from}");
        var simulation = new TrafficSimulation(options);
        var labels = DemoTraffic.LabelsOf(simulation);
        var ledger = new OutcomeLedger(labels);
        using var engine = new DetectionEngine(new EngineOptions(), Policy.Default, DefaultModel.Load());
        ledger.Attach(engine);
        var pace = new DemoPace(options.Start, TimeSpan.FromDays(options.Days), duration, context.Time);
        var kinds = labels.ToDictionary(label => label.Account, label => label.Kind, StringComparer.Ordinal);
        using (var progress = new ProgressLine(context))
        {
            foreach (var batch in DemoTraffic.Steps(simulation))
            {
                var share = pace.ShareAt(batch[0].TimeMicros);
                await pace.WaitForAsync(share, stop);
                foreach (var decision in ledger.Take(batch, engine))
                {
                    progress.Hide();
                    Show(decision, kinds[decision.Account], context.Out);
                }

                progress.Show(share);
                if (stop.IsCancellationRequested || pace.IsOver)
                {
                    break;
                }
            }
        }

        ledger.Close(engine);
        context.Out.WriteLine();
        EvaluationText.Write(context.Out, Evaluation.Of(DemoTraffic.LabelsOf(simulation), ledger));
        return ExitCode.Done;
    }

    private static void Show(Decision decision, string kind, TextWriter output) =>
        output.WriteLine($"{Shown.ColumnTime(decision.TimeMicros)}  {VerdictNames.Of(decision.Verdict),-9}  "
            + $"{decision.Account}  {kind,-18}  {(decision.Reasons is [var first, ..] ? ReasonText.Of(first) : "")}");

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
