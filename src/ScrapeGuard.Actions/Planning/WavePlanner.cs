using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Works off one batch of a wave.</summary>
internal static class WavePlanner
{
    /// <param name="plan">Has loaded the accounts.</param>
    /// <param name="wave">The wave.</param>
    /// <param name="accounts">The next accounts that it is about, in their order.</param>
    /// <param name="isLast">Whether there are no more.</param>
    public static void Work(Plan plan, Wave wave, IReadOnlyList<string> accounts, bool isLast)
    {
        var changed = 0;
        var cause = CommandPlanner.CauseOf(wave.Command);
        foreach (var account in accounts)
        {
            changed += Work(plan, wave, account, cause) ? 1 : 0;
        }

        wave = wave with
        {
            Cursor = accounts.Count > 0 ? accounts[^1] : wave.Cursor,
            Changed = wave.Changed + changed,
            IsFinished = isLast,
        };
        plan.Set(wave);
        if (isLast)
        {
            plan.Record.Fact("wave.finished", wave.Command.By,
                $"{CommandWords.Of(wave.Command.Kind)}: {wave.Changed} accounts changed; {wave.Command.Reason}",
                account: null, inCase: null, wave.Command.Id);
        }
    }

    private static bool Work(Plan plan, Wave wave, string name, Cause cause)
    {
        var command = wave.Command;
        if (command.Kind == CommandKind.Takedown)
        {
            return OrderPlanner.TakeDown(plan, wave, name);
        }

        if (command.Kind == CommandKind.Restore)
        {
            return RestorePlanner.ByCause(plan, name, cause, alsoHeld: true, command.Id);
        }

        if (plan.Held(name) is not { } held)
        {
            return false;
        }

        if (command.Kind == CommandKind.Reject)
        {
            ApprovalCommands.Reject(plan, held, cause, command.Id);
            return true;
        }

        KnownAccount account = plan.Account(name);
        if (Guard.Spares(plan, account) is not null)
        {
            return false;
        }

        ApprovalCommands.Approve(plan, held, cause);
        return true;
    }
}
