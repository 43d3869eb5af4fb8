using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Planning;

/// <summary>What people say to effects that wait for them, and to those that failed.</summary>
internal static class ApprovalCommands
{
    public static CommandOutcome Approve(Plan plan, OperatorCommand command)
    {
        if (Meant(plan, command) is not { } effect)
        {
            return CommandPlanner.Refused(command, "nothing waits for approval there");
        }

        if (effect.IsHarmful && Guard.Spares(plan, plan.Account(effect.Account)) is { } spared)
        {
            return CommandPlanner.Refused(command, spared);
        }

        Approve(plan, effect, CommandPlanner.CauseOf(command));
        return CommandPlanner.Accepted(command, "it is carried out");
    }

    public static CommandOutcome Reject(Plan plan, OperatorCommand command)
    {
        if (Meant(plan, command) is not { State: EffectState.Held } effect)
        {
            return CommandPlanner.Refused(command, "nothing waits for approval there");
        }

        Reject(plan, effect, CommandPlanner.CauseOf(command), command.Id);
        return CommandPlanner.Accepted(command, "it is not carried out");
    }

    public static void Approve(Plan plan, Effect effect, Cause cause)
    {
        foreach (var other in plan.Open(effect.Account))
        {
            if (other.Id == effect.Id || !other.IsHarmful)
            {
                continue;
            }

            // The throttle that stood in for it.
            if (other.State == EffectState.InFlight)
            {
                plan.Set(other with { IsOutdated = true });
            }
            else
            {
                EffectMoves.Supersede(plan, other, cause.Actor, "what it stood in for was approved");
            }
        }

        effect = effect with { Approver = cause.Actor, DueMicros = plan.Now, Attempts = 0, IsOutdated = false };
        EffectMoves.Move(plan, effect, EffectState.Due, cause.Actor, $"approved: {cause.Why}");
        plan.Set(plan.Account(effect.Account) with { FailedEffect = null });
    }

    /// <summary>Nothing else is done to the account either: the throttle that stood in for it is undone.</summary>
    public static void Reject(Plan plan, Effect effect, Cause cause, string command)
    {
        EffectMoves.Move(plan, effect, EffectState.Rejected, cause.Actor, cause.Why);
        RestorePlanner.ByCause(plan, effect.Account, cause, alsoHeld: true, command);
    }

    private static Effect? Meant(Plan plan, OperatorCommand command)
    {
        var name = command.Target.Name;
        if (command.Target.Scope != CommandScope.Effect)
        {
            return plan.Held(name)
                ?? (plan.Account(name).FailedEffect is { } failed ? plan.Effect(failed) : null);
        }

        return plan.Effect(name) switch
        {
            { State: EffectState.Held } held => held,
            { State: EffectState.Failed } failed when plan.Account(failed.Account).FailedEffect == failed.Id => failed,
            _ => null,
        };
    }
}
