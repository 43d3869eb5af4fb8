using System.CommandLine;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>account-service</c>: the reference account service, to try an actioner with.</summary>
internal static class AccountServiceCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("account-service",
            "A reference account service, to try the actioner with: it remembers what was done to whom, in memory, and "
            + "has faults to order (/admin/faults). Not for use beyond that.");
        var urls = new Option<string>("--urls")
        {
            Description = "Where it listens: http://host:port.",
            HelpName = "URLS",
            DefaultValueFactory = _ => "http://127.0.0.1:9090",
        };
        command.Add(urls);
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(urls)!, context, stop));
        return command;
    }

    private static async Task<int> RunAsync(string urls, CommandContext context, CancellationToken stop)
    {
        if (ListenUrls.Parse(urls) is null)
        {
            context.Error.WriteLine(TerminalText.Of($"--urls '{urls}': {ListenUrls.Allowed}"));
            return ExitCode.WrongArguments;
        }

        await using var service = await ReferenceService.StartAsync(
            new ReferenceOptions { Urls = urls }, context.Time, stop);
        context.Error.WriteLine($"account service at {string.Join(", ", service.Addresses)}");
        await Task.WhenAny(Task.Delay(Timeout.Infinite, stop));
        var summary = service.Ledger.Summary();
        context.Error.WriteLine($"{summary.CarriedOut} carried out, {summary.KeysCarriedOutTwice} keys twice; "
            + $"{summary.Suspended} suspended");
        return ExitCode.Done;
    }
}
