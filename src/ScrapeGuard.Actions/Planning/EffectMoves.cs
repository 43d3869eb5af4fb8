using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Planning;

/// <summary>The only place where effects come to be and change their state: it counts, audits and tells.</summary>
internal static class EffectMoves
{
    /// <summary>A new effect, in the state that it begins in.</summary>
    public static Effect Begin(Plan plan, Effect effect, string why)
    {
        effect = Enter(plan, effect);
        plan.Set(effect);
        Write(plan, effect, from: null, effect.Actor, why);
        return effect;
    }

    /// <summary>Moves an effect on.</summary>
    /// <exception cref="InvalidOperationException">The state machine has no such step.</exception>
    public static Effect Move(Plan plan, Effect effect, EffectState to, string actor, string why,
        bool isKnownNotDone = true)
    {
        if (!effect.State.MayBecome(to))
        {
            throw new InvalidOperationException($"an effect that is {effect.State} cannot become {to}");
        }

        var from = effect.State;
        effect = Leave(plan, effect, to, isKnownNotDone) with
        {
            State = to,
            ChangedMicros = plan.Now,
            Detail = PlanWords.Line(why),
        };
        effect = Enter(plan, effect);
        plan.Set(effect);
        Write(plan, effect, from, actor, why);
        return effect;
    }

    /// <summary>Gives up what is due or held: something else took its place.</summary>
    public static void Supersede(Plan plan, Effect effect, string actor, string why) =>
        Move(plan, effect, EffectState.Superseded, actor, why);

    private static Effect Leave(Plan plan, Effect effect, EffectState to, bool isKnownNotDone)
    {
        if (effect.IsPending)
        {
            Count(plan, effect, CounterKind.Pending, 0, -1);
            effect = effect with { IsPending = false };
        }

        if (effect.CountedMinute is { } minute && to != EffectState.Done && isKnownNotDone)
        {
            Count(plan, effect, CounterKind.Suspension, minute, -1);
            effect = effect with { CountedMinute = null };
        }

        return effect;
    }

    private static Effect Enter(Plan plan, Effect effect)
    {
        if (effect.Kind != EffectKind.Suspend || effect.Approver is not null)
        {
            return effect;
        }

        if (effect.State == EffectState.Due)
        {
            Count(plan, effect, CounterKind.Pending, 0, 1);
            return effect with { IsPending = true };
        }

        if (effect.State == EffectState.InFlight)
        {
            var minute = Budgets.MinuteOf(plan.Now);
            Count(plan, effect, CounterKind.Suspension, minute, 1);
            return effect with { CountedMinute = minute };
        }

        return effect;
    }

    private static void Count(Plan plan, Effect effect, CounterKind kind, long bucket, int by)
    {
        foreach (var scope in effect.Scopes)
        {
            plan.Count(kind, scope, bucket, by);
        }
    }

    private static void Write(Plan plan, Effect effect, EffectState? from, string actor, string why)
    {
        plan.Record.Moved(effect, from, actor, why);
        plan.Counters.CountEffect(effect.Kind, effect.State);
        if (effect.State is EffectState.Held or EffectState.Done or EffectState.Failed or EffectState.Shadowed)
        {
            var isPushed = effect.State == EffectState.Done
                && effect.Kind is (EffectKind.Suspend or EffectKind.Restore);
            plan.Record.Tell(effect, actor, why, isPushed);
        }
    }
}
