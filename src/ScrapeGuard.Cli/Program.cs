using ScrapeGuard.Cli.Commands;

return await CommandRoot.RunAsync(args, new CommandContext
{
    Out = Console.Out,
    Error = Console.Error,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    OutIsTerminal = !Console.IsOutputRedirected,
    Time = TimeProvider.System,
});
