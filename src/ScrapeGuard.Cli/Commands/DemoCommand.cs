using System.CommandLine;
using ScrapeGuard.Cli.Acting;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>demo</c>: simulated days with scrapers in them, judged and acted upon as they go by.</summary>
internal static class DemoCommand
{
    private const int MaxDurationHours = 24;
    private const string AnyPort = "http://127.0.0.1:0";
    private static readonly PopulationArguments Population = new(DemoScene.Options);

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

    private static readonly Option<bool> NoConsole = new("--no-console")
    {
        Description = "Without the console.",
    };

    private static readonly ServiceArguments Settings = new(SettingOption.Text(
        SettingCatalogue.Urls, "--urls", "URLS",
        "Where the console is to be seen: http://host:port [default: a free port of this machine]."));

    public static Command Create(CommandContext context)
    {
        var command = new Command("demo",
            "Simulates people and scrapers, suspends whom it catches, and shows who is caught and what gets out.");
        command.Add(Duration);
        command.Add(Journal);
        command.Add(NoConsole);
        foreach (var option in Settings.SettingOptions.Where(option => option.Name != KafkaProperties.Option))
        {
            command.Add(option);
        }

        Population.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(parsed, context, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var errors = new List<string>();
        var options = Population.Read(parsed, errors, read => read with
        {
            Scrapers = read.Scrapers ?? DemoScene.ScrapersFor(read.People),
        });
        var duration = ReadDuration(parsed.GetValue(Duration), errors);
        var journal = ReadJournal(parsed.GetValue(Journal), errors);
        var console = parsed.GetValue(NoConsole) ? null : ReadConsole(parsed, context, errors);
        if (errors.Count > 0)
        {
            TerminalText.WriteLines(context.Error, errors);
            return ExitCode.WrongArguments;
        }

        var temporary = journal is null ? Directory.CreateTempSubdirectory("scrapeguard-demo-") : null;
        try
        {
            var startMicros = UnixMicros.Of(options.Start);
            context.Error.WriteLine($"{Shown.Count(options.People)} people, and scrapers among them; "
                + $"{options.Days:0.##} days from {Shown.Time(startMicros)}");
            await using var actions = await DemoActions.OpenAsync(
                journal ?? temporary!.FullName, Policy.Default, startMicros);
            var pace = new DemoPace(options.Start, TimeSpan.FromDays(options.Days), duration, context.Time);
            await using var run = new DemoRun(new TrafficSimulation(options), actions, pace, context);
            if (console is not null)
            {
                await run.OpenConsoleAsync(console, stop);
            }

            await run.ShowAsync(stop);
            if (console is not null && duration is null && context.OutIsTerminal)
            {
                await run.StayAsync(stop);
            }

            return ExitCode.Done;
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    /// <summary>The console's settings of file and environment, as of the service; null with mistakes.</summary>
    private static ConsoleOptions? ReadConsole(ParseResult parsed, CommandContext context, List<string> errors)
    {
        var before = errors.Count;
        var layers = SettingsReader.Read(Settings.FileOf(parsed), Settings.Read(parsed, errors), context, errors);
        var options = SettingsBinder.Bind(layers, errors).Console.Options;
        options = layers[SettingCatalogue.Urls] is null ? options with { Urls = [AnyPort] } : options;
        if (errors.Count == before)
        {
            errors.AddRange(options.Validate().Select(layers.Place));
        }

        return options;
    }

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
