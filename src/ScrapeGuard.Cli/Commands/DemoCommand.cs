using System.CommandLine;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Engine;
using ScrapeGuard.Simulation;
using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>demo</c>: a simulated week with scrapers in it, judged as it goes by.</summary>
internal static class DemoCommand
{
    private static readonly Option<int> People = new("--people") { DefaultValueFactory = _ => 300 };
    private static readonly Option<double> Days = new("--days") { DefaultValueFactory = _ => 3 };
    private static readonly Option<ulong> Seed = new("--seed") { DefaultValueFactory = _ => 1 };

    public static Command Create(CommandContext context)
    {
        var command = new Command("demo", "Simulates people and scrapers, and shows who is caught.");
        command.Add(People);
        command.Add(Days);
        command.Add(Seed);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var options = new SimulationOptions
        {
            People = parsed.GetValue(People),
            Days = parsed.GetValue(Days),
            Seed = parsed.GetValue(Seed),
        };
        if (SimulationOptionsValidator.Validate(options) is { Count: > 0 } errors)
        {
            context.Error.WriteLine(string.Join(Environment.NewLine, errors));
            return ExitCode.WrongArguments;
        }

        var simulation = new TrafficSimulation(options);
        using var engine = new DetectionEngine(new EngineOptions(), Policy.Default, DefaultModel.Load());
        var decoder = CaptureFormat.Ndjson().CreateDecoder();
        var batch = new EventBatch();
        var decisions = new List<Decision>();
        foreach (var block in simulation.Blocks())
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            var shown = decisions.Count;
            batch.Clear();
            using var lines = new MemoryStream(block.Lines.ToArray());
            var reader = new LineBlockReader(lines);
            for (var read = new LineBlock(); reader.TryRead(read);)
            {
                BlockDecoder.Decode(read, decoder, batch);
            }

            engine.Process([batch], decisions);
            foreach (var decision in decisions.Skip(shown))
            {
                context.Out.WriteLine($"{Rfc3339.Format(decision.TimeMicros)}  {VerdictNames.Of(decision.Verdict),-9}  "
                    + $"{decision.Account}  {decision.Score:F2}  {decision.Reasons.FirstOrDefault().Code}");
            }
        }

        ShowTable(simulation.Truth(), decisions, engine.Counters.Events, context.Out);
        return ExitCode.Done;
    }

    private static void ShowTable(
        IReadOnlyList<AccountTruth> truth, List<Decision> decisions, long events, TextWriter output)
    {
        var suspended = decisions.Where(decision => decision.Verdict == Verdict.Suspend)
            .GroupBy(decision => decision.Account)
            .ToDictionary(group => group.Key, group => group.First().Exposure);
        output.WriteLine();
        output.WriteLine($"{"kind",-22} {"accounts",8} {"suspended",9} {"took before",12} {"wanted",9}");
        foreach (var kind in truth.GroupBy(account => (account.Label, account.Kind))
            .OrderByDescending(group => group.Key.Label, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Kind, StringComparer.Ordinal))
        {
            var caught = kind.Where(account => suspended.ContainsKey(account.Account)).ToList();
            output.WriteLine($"{kind.Key.Kind,-22} {kind.Count(),8:N0} {caught.Count,9:N0} "
                + $"{caught.Sum(account => suspended[account.Account].Tracks),12:N0} {kind.Sum(a => a.Wanted),9:N0}");
        }

        output.WriteLine();
        output.WriteLine(
            $"{events:N0} events. \"took before\": distinct tracks that suspended accounts had taken by then.");
    }
}
