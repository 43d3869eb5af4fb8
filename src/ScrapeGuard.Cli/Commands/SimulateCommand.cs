using System.CommandLine;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>simulate</c>: a capture of labelled people and scrapers.</summary>
internal static class SimulateCommand
{
    private static readonly PopulationArguments Population = new(new SimulationOptions());

    private static readonly Option<string> Out = new("--out")
    {
        Description = "File for the capture; - is standard output, a name in .gz is compressed.",
        Required = true,
        HelpName = "FILE",
    };

    private static readonly Option<string?> Truth = new("--truth")
    {
        Description = "File for the labels (NDJSON).",
        HelpName = "FILE",
    };

    private static readonly Option<bool> NoScrapers = new("--no-scrapers")
    {
        Description = "People only; the same as --scrapers none.",
    };

    private static readonly Option<long?> MaxEvents = new("--max-events")
    {
        Description = "The capture ends after so many events; without it with its days.",
        HelpName = "N",
    };

    private static readonly Option<int?> Accounts = new("--accounts")
    {
        Description = "Cheap traffic of so many accounts instead of people and scrapers, for benchmarks; "
            + "--max-events says of how many events (10,000,000).",
        HelpName = "N",
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("simulate", "Writes a capture with labelled people and scrapers.");
        command.Add(Out);
        command.Add(Truth);
        Population.AddTo(command);
        command.Add(NoScrapers);
        command.Add(MaxEvents);
        command.Add(Accounts);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var errors = new List<string>();
        var options = Population.Read(parsed, errors, options => WithOwnOptions(parsed, options));
        CheckTogether(parsed, errors);
        if (errors.Count > 0)
        {
            TerminalText.WriteLines(context.Error, errors);
            return ExitCode.WrongArguments;
        }

        try
        {
            var simulation = new TrafficSimulation(options);
            OutputFile.Write(parsed.GetValue(Out)!, output => WriteCapture(simulation, output, stop));
            if (parsed.GetValue(Truth) is { } truth)
            {
                OutputFile.Write(truth, simulation.WriteTruthTo);
            }

            context.Error.WriteLine(
                TerminalText.Of($"{simulation.Events:N0} events written to {parsed.GetValue(Out)}"));
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine("simulate: stopped; no file was written");
            return ExitCode.Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine(TerminalText.Of($"simulate: {exception.Message}"));
            return ExitCode.Failed;
        }
    }

    private static SimulationOptions WithOwnOptions(ParseResult parsed, SimulationOptions options)
    {
        var events = parsed.GetValue(MaxEvents);
        options = parsed.GetValue(NoScrapers) ? options with { Scrapers = [] } : options;
        if (parsed.GetValue(Accounts) is not { } accounts)
        {
            return options with { MaxEvents = events };
        }

        var scale = new ScaleOptions { Accounts = accounts };
        return options with { Scale = events is { } number ? scale with { Events = number } : scale };
    }

    /// <summary>Options that say two things at once.</summary>
    private static void CheckTogether(ParseResult parsed, List<string> errors)
    {
        var truth = parsed.GetValue(Truth);
        if (truth is not null && truth == parsed.GetValue(Out))
        {
            errors.Add($"--truth '{truth}': is the file of --out");
        }

        if (parsed.GetValue(NoScrapers) && parsed.GetValue(Population.Scrapers) is var scrapers
            && scrapers is not ("none" or ScraperWords.Default))
        {
            errors.Add($"--scrapers '{scrapers}': can't stand beside --no-scrapers");
        }

        if (parsed.GetValue(Accounts) is null)
        {
            return;
        }

        foreach (Option option in new Option[] { Population.People, Population.Scrapers })
        {
            if (parsed.GetResult(option) is { Implicit: false, Tokens: [.., var value] })
            {
                errors.Add($"{option.Name} '{value.Value}': can't stand beside --accounts, "
                    + "which is traffic without people and scrapers");
            }
        }
    }

    private static void WriteCapture(TrafficSimulation simulation, Stream output, CancellationToken stop)
    {
        foreach (var block in simulation.Blocks())
        {
            stop.ThrowIfCancellationRequested();
            output.Write(block.Lines.Span);
        }
    }
}
