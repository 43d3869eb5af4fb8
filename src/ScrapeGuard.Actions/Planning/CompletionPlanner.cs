using System.Globalization;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Records what the account service said.</summary>
internal static class CompletionPlanner
{
    private const long MicrosPerDay = 86_400_000_000;
    private const long FailedExpiryRetryMicros = 3_600_000_000;

    public static void Complete(Plan plan, PlannedCall call, CallResult result)
    {
        if (plan.Effect(call.Effect.Id) is not { State: EffectState.InFlight } effect
            || (effect.Attempts != call.Effect.Attempts && result.Outcome != CallOutcome.Done))
        {
            // Somebody else took it up since. That it was done stays true whoever says it.
            plan.Counters.CountStaleAnswer();
            return;
        }

        switch (result.Outcome)
        {
            case CallOutcome.Done:
                Finish(plan, effect, result);
                break;
            case CallOutcome.NotDone when effect.IsOutdated:
                EffectMoves.Move(plan, effect, EffectState.Superseded, PlanWords.Program,
                    $"something newer was decided; it was not done: {result.Detail}");
                break;
            case CallOutcome.NotDone when effect.Attempts < plan.Options.MaxAttempts:
                Retry(plan, effect, call.IsQuestion, result);
                break;
            case CallOutcome.Unknown when effect.Attempts < plan.Options.MaxAttempts:
                plan.Set(effect with
                {
                    DueMicros = plan.Now + Timing.Backoff(plan, effect, result.RetryAfter),
                    Detail = PlanWords.Line(result.Detail),
                });
                break;
            default:
                Fail(plan, effect, result.Detail, isKnownNotDone: result.Outcome != CallOutcome.Unknown);
                break;
        }
    }

    /// <summary>Gives an effect up, and tells people.</summary>
    public static void Fail(Plan plan, Effect effect, string why, bool isKnownNotDone)
    {
        EffectMoves.Move(plan, effect, EffectState.Failed, PlanWords.Program, why, isKnownNotDone);
        var account = plan.Account(effect.Account);
        plan.Set(account with
        {
            FailedEffect = effect.IsOutdated ? account.FailedEffect : effect.Id,
            IsUncertain = account.IsUncertain || !isKnownNotDone,
            // An end that could not be brought about is tried again, less often.
            UntilMicros = account.UntilMicros is { } until && until <= plan.Now && !effect.IsHarmful
                ? plan.Now + FailedExpiryRetryMicros
                : account.UntilMicros,
        });
    }

    private static void Retry(Plan plan, Effect effect, bool wasQuestion, CallResult result)
    {
        // After a question the answer is fresh: it is carried out at once, through the guard.
        var wait = wasQuestion ? 0 : Timing.Backoff(plan, effect, result.RetryAfter);
        plan.Counters.CountRetry();
        EffectMoves.Move(plan, effect with { DueMicros = plan.Now + wait }, EffectState.Due, PlanWords.Program,
            $"not done: {result.Detail}");
    }

    private static void Finish(Plan plan, Effect effect, CallResult result)
    {
        var detail = effect.IsHarmful ? $"{effect.Reason} ({result.Detail})" : effect.Reason;
        EffectMoves.Move(plan, effect, EffectState.Done, effect.Actor, detail);
        var account = plan.Account(effect.Account);
        var wasSuspended = account.Applied == EffectKind.Suspend;
        account = account with
        {
            Applied = effect.IsHarmful ? effect.Kind : null,
            SinceMicros = plan.Now,
            UntilMicros = effect.IsHarmful ? effect.UntilMicros : null,
            IsUncertain = false,
            FailedEffect = null,
        };
        if (effect.Kind == EffectKind.Suspend)
        {
            account = account with
            {
                Suspensions = Timing.RepeatsOf(plan, account) + 1,
                LastSuspensionMicros = plan.Now,
            };
        }
        else if (wasSuspended)
        {
            account = account with { LastSuspensionMicros = plan.Now };
        }

        plan.Set(account);
        if (effect.IsHarmful)
        {
            Meter(plan, account, effect.Kind);
            Undo(plan, account);
        }
    }

    /// <summary>Whom we hit.</summary>
    private static void Meter(Plan plan, KnownAccount account, EffectKind kind)
    {
        var day = plan.Now / MicrosPerDay;
        foreach (var cohort in Guard.ScopesOf(account.Cohorts))
        {
            plan.Count(CounterKind.Collateral, string.Create(CultureInfo.InvariantCulture,
                $"{PlanWords.Of(kind)} {cohort}"), day, 1);
        }
    }

    /// <summary>A call that was under way when a person allowed the account came too late to be stopped.</summary>
    private static void Undo(Plan plan, KnownAccount account)
    {
        if (Guard.Spares(plan, account) is { } spared)
        {
            var cause = new Cause("spared", PlanWords.Program, spared);
            RestorePlanner.ByCause(plan, account.Account, cause, alsoHeld: true, command: null);
        }
    }
}
