using System.CommandLine;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>cases</c>: what is known of accounts and campaigns that something was decided about.</summary>
internal static class CasesCommand
{
    private const int MaxShown = 1_000;

    public static Command Create(CommandContext context)
    {
        var command = new Command("cases", "Accounts and campaigns that something was decided about, a case for each.")
        {
            List(context),
            Show(context),
        };
        foreach (var (name, kind, description) in new[]
        {
            ("note", CommandKind.Note, "Writes the text of --why into the case of an account or campaign."),
            ("appeal", CommandKind.Appeal, "Notes in --why what the account's owner says against it."),
            ("answer", CommandKind.Answer, "Answers an appeal with the text of --why."),
        })
        {
            command.Add(Write(context, name, kind, description));
        }

        return command;
    }

    private static Command List(CommandContext context)
    {
        var command = new Command("list", "Lists cases, those that changed last first.");
        var all = new Option<bool>("--all") { Description = "Closed ones, too." };
        var skip = new Option<int>("--skip")
        {
            Description = "How many to leave out.",
            HelpName = "N",
        };
        var max = new Option<int>("--max")
        {
            Description = $"How many to show, 1 to {MaxShown}.",
            HelpName = "N",
            DefaultValueFactory = _ => 50,
        };
        var store = new StoreArguments();
        command.Add(all);
        command.Add(skip);
        command.Add(max);
        store.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            var errors = new List<string>();
            var (from, most) = (parsed.GetValue(skip), parsed.GetValue(max));
            if (from < 0)
            {
                errors.Add($"{skip.Name} '{from}': must be 0 or more");
            }

            if (most is < 1 or > MaxShown)
            {
                errors.Add($"{max.Name} '{most}': must be 1 to {MaxShown}");
            }

            if (errors.Count > 0)
            {
                TerminalText.WriteLines(context.Error, errors);
                return Task.FromResult(ExitCode.WrongArguments);
            }

            return store.LookAsync(
                parsed, context, (kept, s) => ListAsync(kept, context, !parsed.GetValue(all), from, most, s), stop);
        });
        return command;
    }

    private static Command Show(CommandContext context)
    {
        var command = new Command("show", "Shows a case: decisions, effects, notes.");
        var id = new Argument<string>("CASE")
        {
            Description = "The case's id, or an account.",
            HelpName = "CASE",
        };
        var store = new StoreArguments();
        command.Add(id);
        store.AddTo(command);
        command.SetAction((parsed, stop) => store.LookAsync(
            parsed, context, (kept, s) => ShowAsync(kept, context, parsed.GetValue(id)!, s), stop));
        return command;
    }

    private static Command Write(CommandContext context, string name, CommandKind kind, string description)
    {
        var command = new Command(name, description);
        var account = new Option<string?>("--account") { Description = "The account.", HelpName = "ACCOUNT" };
        var campaign = new Option<string?>("--campaign") { Description = "The campaign.", HelpName = "ID" };
        var arguments = new OperatorArguments();
        command.Add(account);
        command.Add(campaign);
        arguments.AddTo(command);
        command.SetAction((parsed, stop) => arguments.SendAsync(parsed, context, kind, errors =>
        {
            var (ofAccount, ofCampaign) = (parsed.GetValue(account), parsed.GetValue(campaign));
            if (ofAccount is null == ofCampaign is null)
            {
                errors.Add($"needs one of {account.Name} and {campaign.Name}");
            }

            return (ofAccount is not null
                ? new CommandTarget(CommandScope.Account, ofAccount)
                : new CommandTarget(CommandScope.Campaign, ofCampaign ?? ""), null);
        }, stop));
        return command;
    }

    private static async Task<int> ListAsync(
        KeptStore kept, CommandContext context, bool onlyOpen, int skip, int max, CancellationToken stop)
    {
        foreach (var found in await kept.Reader.CasesAsync(onlyOpen, skip, max, stop))
        {
            context.Out.WriteLine(TerminalText.Of(LineOf(found)));
        }

        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(
        KeptStore kept, CommandContext context, string name, CancellationToken stop)
    {
        var found = await kept.Reader.CaseAsync(name, stop);
        if (found is null && await kept.Reader.AccountAsync(name, stop) is { Case: { } ofAccount })
        {
            found = await kept.Reader.CaseAsync(ofAccount, stop);
        }

        if (found is null)
        {
            context.Error.WriteLine(TerminalText.Of($"'{name}': there is no such case, and no account with one"));
            return ExitCode.Failed;
        }

        List<string> lines = [LineOf(found)];
        lines.AddRange((await kept.Reader.CaseDecisionsAsync(found.Id, MaxShown, stop)).Select(decision =>
            $"  decision {Shown.ColumnTime(decision.Decision.TimeMicros)}  {decision.Decision.Account}  "
            + $"{VerdictNames.Of(decision.Decision.Verdict)}  {Shown.Score(decision.Decision.Score)}  {decision.Fate}  "
            + decision.Decision.Id));
        lines.AddRange((await kept.Reader.CaseEffectsAsync(found.Id, MaxShown, stop)).Select(effect =>
            $"  effect   {Shown.ColumnTime(effect.ChangedMicros)}  {effect.Account}  {effect.Kind}  {effect.State}  "
            + $"by {effect.Actor}: {effect.Reason}  {effect.Id}"
            + (effect.Detail is null ? "" : $" ({effect.Detail})")));
        lines.AddRange((await kept.Reader.CaseNotesAsync(found.Id, MaxShown, stop)).Select(note =>
            $"  {note.Kind}  {Shown.ColumnTime(note.TimeMicros)}  {note.By}: {note.Text}"));
        TerminalText.WriteLines(context.Out, lines);
        return ExitCode.Done;
    }

    private static string LineOf(Case found) =>
        $"{found.Id}  {(found.IsOpen ? "open  " : "closed")}  {Shown.ColumnTime(found.ChangedMicros)}  "
        + $"{found.Subject}  {found.Name}  {found.Active} of {Shown.Count(found.Accounts, "account")}"
        + (found.HasAppeal ? "  appealed" : "");
}
