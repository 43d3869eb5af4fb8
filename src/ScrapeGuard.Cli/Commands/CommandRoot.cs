using System.CommandLine;

namespace ScrapeGuard.Cli.Commands;

/// <summary>The command line: every command of the program starts here.</summary>
internal static class CommandRoot
{
    /// <summary>All commands, for one run of the program.</summary>
    public static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand("Finds and stops accounts that carry a catalogue off.");
        root.Add(DemoCommand.Create(context));
        root.Add(ReplayCommand.Create(context));
        root.Add(SimulateCommand.Create(context));
        root.Add(TrainCommand.Create(context));
        root.Add(ModelCommand.Create(context));
        root.Add(ValidateCommand.Create(context));
        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CommandContext context)
    {
        var parsed = Create(context).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await context.Error.WriteLineAsync(error.Message);
            }

            return ExitCode.WrongArguments;
        }

        return await parsed.InvokeAsync();
    }
}
