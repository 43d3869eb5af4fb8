using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.AccountService.Reference.Faults;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Telemetry.Server;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>account-service</c>: the reference account service, to try the actioner out on.</summary>
internal static class AccountServiceCommand
{
    private const string Name = "account-service";

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where it listens: http://ADDRESS:PORT, several with semicolons between.",
        HelpName = "URLS",
        DefaultValueFactory = _ => "http://127.0.0.1:9090",
    };

    private static readonly Option<string[]> Faults = new("--fault")
    {
        Description = "Fault and the share of requests that have it, 0 to 1; may be given again. Faults: "
            + string.Join(", ", FaultNames.All) + ".",
        HelpName = "NAME=SHARE",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of all chance: the same requests in the same order have the same faults.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command(Name,
            "Serves an account service that suspends nobody, to try the actioner out on, until it is stopped (Ctrl-C, "
            + "SIGTERM). It keeps accounts in memory; /openapi.json describes it, /admin/summary shows what was done.");
        command.Add(Urls);
        command.Add(Faults);
        command.Add(Seed);
        command.SetAction((parsed, stop) => RunAsync(parsed, context, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var errors = new List<string>();
        var options = Read(parsed, errors);
        if (errors.Count > 0)
        {
            TerminalText.WriteLines(context.Error, errors);
            return ExitCode.WrongArguments;
        }

        try
        {
            await using var service = await ReferenceService.StartAsync(options, context.Time, stop);
            foreach (var address in service.Addresses)
            {
                context.Out.WriteLine($"account service at {address}");
            }

            await UntilAsync(stop);
            var summary = service.Ledger.Summary();
            context.Out.WriteLine(
                $"{summary.Calls} calls, {summary.CarriedOut} carried out, {summary.KeysCarriedOutTwice} more than "
                + $"once; {summary.Suspended} of {summary.Accounts} accounts suspended");
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (SocketException exception)
        {
            context.Error.WriteLine(TerminalText.Of($"{Name}: {options.Urls}: {exception.Message}"));
            return ExitCode.Failed;
        }
    }

    private static ReferenceOptions Read(ParseResult parsed, List<string> errors)
    {
        var urls = parsed.GetValue(Urls)!;
        const string Setting = "Http:Urls";
        errors.AddRange(new HttpOptions { Urls = urls }.Validate().Select(mistake =>
            mistake.Replace(Setting, Urls.Name, StringComparison.Ordinal)));
        var faults = ImmutableSortedDictionary.CreateBuilder<string, FaultRule>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(Faults) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? text : text[..equals];
            if (!FaultNames.All.Contains(name))
            {
                var near = NearestWord.Of(name, FaultNames.All);
                errors.Add($"{Faults.Name} '{text}': is no fault"
                    + (near is null ? $"; they are {string.Join(", ", FaultNames.All)}" : $"; did you mean {near}?"));
            }
            else if (equals < 0 || !double.TryParse(
                text.AsSpan(equals + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
                || share > 1)
            {
                errors.Add($"{Faults.Name} '{text}': must be NAME=SHARE, the share 0 to 1");
            }
            else if (!faults.TryAdd(name, new FaultRule(share)))
            {
                errors.Add($"{Faults.Name} '{text}': {name} is given more than once");
            }
        }

        return new ReferenceOptions { Urls = urls, Seed = parsed.GetValue(Seed), Faults = faults.ToImmutable() };
    }

    private static async Task UntilAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(stopped.SetResult))
        {
            await stopped.Task;
        }
    }
}
