using System.CommandLine;
using System.Security.Cryptography;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Cli.Actioning;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>audit verify</c>: whether the record of all changes of state is as it was written.</summary>
internal static class AuditCommand
{
    private const int HashChars = 2 * SHA256.HashSizeInBytes;

    public static Command Create(CommandContext context)
    {
        var verify = new Command("verify",
            "Checks the hash chain of the audit: an entry that was altered, deleted, moved or put in breaks it. Prints "
            + "the number of entries and the last hash; noted elsewhere and given with --expect, it also shows that "
            + "nothing was cut off at the end.");
        var expect = new Option<string?>("--expect")
        {
            Description = "A hash that was printed before: it must still be in the chain.",
            HelpName = "HASH",
        };
        var store = new StoreArguments();
        verify.Add(expect);
        store.AddTo(verify);
        verify.SetAction((parsed, stop) =>
        {
            var hash = parsed.GetValue(expect);
            if (hash is null || (hash.Length == HashChars && hash.All(char.IsAsciiHexDigit)))
            {
                return store.LookAsync(parsed, context, (kept, s) => VerifyAsync(kept, context, hash, s), stop);
            }

            context.Error.WriteLine(TerminalText.Of(
                $"{expect.Name} '{hash}': must be {HashChars} hexadecimal digits"));
            return Task.FromResult(ExitCode.WrongArguments);
        });
        return new Command("audit", "What was changed by whom, when and why.") { verify };
    }

    private static async Task<int> VerifyAsync(
        KeptStore kept, CommandContext context, string? expected, CancellationToken stop)
    {
        var verdict = await AuditCheck.RunAsync(kept.Audit, expected, stop);
        if (!verdict.IsWhole)
        {
            context.Error.WriteLine(TerminalText.Of($"the audit is not what was written: {verdict.Fault}"));
            return ExitCode.Failed;
        }

        context.Out.WriteLine($"{verdict.Head.Sequence} entries, unbroken; last hash {verdict.Head.Hash}");
        return ExitCode.Done;
    }
}
