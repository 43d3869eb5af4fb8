using System.CommandLine;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>simulate</c>: a capture of labelled people and scrapers.</summary>
internal static class SimulateCommand
{
    private static readonly Option<string> Out =
        new("--out") { Description = "File for the capture.", Required = true };
    private static readonly Option<string?> Truth = new("--truth") { Description = "File for the labels (NDJSON)." };
    private static readonly Option<int> People = new("--people") { DefaultValueFactory = _ => 1_000 };
    private static readonly Option<double> Days = new("--days") { DefaultValueFactory = _ => 7 };
    private static readonly Option<ulong> Seed = new("--seed") { DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> NoScrapers = new("--no-scrapers") { Description = "People only." };

    public static Command Create(CommandContext context)
    {
        var command = new Command("simulate", "Writes a capture with labelled people and scrapers.");
        command.Add(Out);
        command.Add(Truth);
        command.Add(People);
        command.Add(Days);
        command.Add(Seed);
        command.Add(NoScrapers);
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed, context)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context)
    {
        var options = new SimulationOptions
        {
            People = parsed.GetValue(People),
            Days = parsed.GetValue(Days),
            Seed = parsed.GetValue(Seed),
            Scrapers = parsed.GetValue(NoScrapers) ? [] : null,
        };
        var errors = SimulationOptionsValidator.Validate(options);
        if (errors.Count > 0)
        {
            foreach (var error in errors)
            {
                context.Error.WriteLine(error);
            }

            return ExitCode.WrongArguments;
        }

        try
        {
            var simulation = new TrafficSimulation(options);
            OutputFile.Write(parsed.GetValue(Out)!, output => simulation.WriteTo(output));
            if (parsed.GetValue(Truth) is { } truth)
            {
                OutputFile.Write(truth, simulation.WriteTruthTo);
            }

            context.Error.WriteLine($"{simulation.Events:N0} events written to {parsed.GetValue(Out)}");
            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"simulate: {exception.Message}");
            return ExitCode.Failed;
        }
    }
}
