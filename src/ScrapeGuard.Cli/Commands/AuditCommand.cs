using System.CommandLine;
using System.Security.Cryptography;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Report;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// <c>audit verify</c>: whether the record of all changes of state is as it was written; <c>audit list</c> shows it.
/// </summary>
internal static class AuditCommand
{
    private const int MaxShown = 1_000;
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
        return new Command("audit", "What was changed by whom, when and why.") { verify, List(context) };
    }

    private static Command List(CommandContext context)
    {
        var list = new Command("list", "Shows entries of the audit, newest first.");
        var account = new Option<string?>("--account")
        {
            Description = "Only about this account.",
            HelpName = "ACCOUNT",
        };
        var actor = new Option<string?>("--by") { Description = "Only what this person changed.", HelpName = "NAME" };
        var cause = new Option<string?>("--cause")
        {
            Description = "Only what this decision or command led to.",
            HelpName = "ID",
        };
        var before = new Option<long?>("--before")
        {
            Description = "Only entries before this one.",
            HelpName = "NUMBER",
        };
        var max = new Option<int>("--max")
        {
            Description = $"How many to show, 1 to {MaxShown}.",
            HelpName = "N",
            DefaultValueFactory = _ => 100,
        };
        var store = new StoreArguments();
        foreach (var option in new Option[] { account, actor, cause, before, max })
        {
            list.Add(option);
        }

        store.AddTo(list);
        list.SetAction((parsed, stop) =>
        {
            var query = new AuditQuery
            {
                Account = parsed.GetValue(account),
                Actor = parsed.GetValue(actor),
                Cause = parsed.GetValue(cause),
                BeforeSequence = parsed.GetValue(before),
                Max = parsed.GetValue(max),
            };
            if (query.Max is >= 1 and <= MaxShown)
            {
                return store.LookAsync(parsed, context, (kept, s) => ListAsync(kept, context, query, s), stop);
            }

            context.Error.WriteLine($"{max.Name} '{query.Max}': must be 1 to {MaxShown}");
            return Task.FromResult(ExitCode.WrongArguments);
        });
        return list;
    }

    private static async Task<int> ListAsync(
        KeptStore kept, CommandContext context, AuditQuery query, CancellationToken stop)
    {
        foreach (var entry in (await kept.Reader.AuditAsync(query, stop)).Items)
        {
            var fact = entry.Fact;
            context.Out.WriteLine(TerminalText.Of(
                $"{entry.Sequence}  {Shown.ColumnTime(fact.TimeMicros)}  {fact.Actor}  {fact.What}"
                + (fact.Account is null ? "" : $"  {fact.Account}") + (fact.Kind is null ? "" : $"  {fact.Kind}")
                + $": {fact.Why}"));
        }

        return ExitCode.Done;
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
