using System.CommandLine;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Commands;

/// <summary>The command line: every command of the program starts here.</summary>
internal static class CommandRoot
{
    /// <summary>An account may be called <c>@name</c>: no word stands for a file of words.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>All commands, for one run of the program.</summary>
    public static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand("Finds and stops accounts that carry a catalogue off.");
        root.Add(DemoCommand.Create(context));
        root.Add(ReplayCommand.Create(context));
        root.Add(ExplainCommand.Create(context));
        root.Add(SimulateCommand.Create(context));
        root.Add(EvaluateCommand.Create(context));
        root.Add(ExtentCommand.Create(context));
        root.Add(TrainCommand.Create(context));
        root.Add(ModelCommand.Create(context));
        root.Add(WorkerCommand.Create(context, new WorkerRunner(context.Time)));
        root.Add(ActionerCommand.Create(context, new ActionerRunner(context.Time)));
        root.Add(ConsoleCommand.Create(context));
        foreach (var command in OperatorCommands.Create(context))
        {
            root.Add(command);
        }

        root.Add(CasesCommand.Create(context));
        root.Add(AuditCommand.Create(context));
        root.Add(AccountServiceCommand.Create(context));
        root.Add(ValidateCommand.Create(context));
        root.Add(TestCommand.Create(context));
        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The words of the command line.</param>
    /// <param name="context">The world.</param>
    /// <param name="stop">Asks the command to end early, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args, CommandContext context, CancellationToken stop = default) =>
        RunAsync(Create(context), args, context, stop);

    /// <summary>Runs a command line of other commands.</summary>
    public static async Task<int> RunAsync(
        RootCommand root, string[] args, CommandContext context, CancellationToken stop)
    {
        var parsed = root.Parse(args, Parsing);
        if (ArgumentMistakes.Of(parsed) is { Count: > 0 } mistakes)
        {
            foreach (var mistake in mistakes)
            {
                await context.Error.WriteLineAsync(mistake);
            }

            return ExitCode.WrongArguments;
        }

        using var interruption = new Interruption(stop);
        var invocation = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, interruption.Token);
        }
        catch (IOException exception)
        {
            // A result that nobody reads to its end, as behind "| head", or a disk that is full.
            await context.Error.WriteLineAsync($"scrapeguard: {TerminalText.Of(exception.Message)}");
            return ExitCode.Failed;
        }
    }
}
