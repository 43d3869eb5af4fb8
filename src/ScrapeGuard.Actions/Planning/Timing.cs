using System.Text;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Planning;

/// <summary>When what was decided is done, and how long it lasts.</summary>
internal static class Timing
{
    public static long Micros(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// A campaign's accounts all at one moment, each other one at its own; which is made from the effect's id, so that
    /// a repeat has the same.
    /// </summary>
    public static long DueOf(Plan plan, string effectId, Case inCase)
    {
        var enforcement = plan.Policy.Enforcement;
        if (inCase.Subject != CaseSubject.Campaign)
        {
            return plan.Now + Spread(effectId, Micros(enforcement.Jitter));
        }

        inCase = plan.Case(inCase.Id) ?? inCase;
        if (inCase.TakedownMicros <= plan.Now && enforcement.CampaignGathering > TimeSpan.Zero)
        {
            inCase = inCase with { TakedownMicros = plan.Now + Micros(enforcement.CampaignGathering) };
            plan.Set(inCase);
        }

        return Math.Max(plan.Now, inCase.TakedownMicros);
    }

    /// <summary>How long an effect lasts, in microseconds; 0: until it is decided otherwise.</summary>
    public static long LastsOf(Plan plan, KnownAccount account, EffectKind kind)
    {
        var enforcement = plan.Policy.Enforcement;
        return kind switch
        {
            EffectKind.Throttle => Micros(enforcement.ThrottleFor),
            EffectKind.Challenge => Micros(enforcement.ChallengeFor),
            EffectKind.Suspend => SuspensionOf(enforcement, RepeatsOf(plan, account)),
            _ => 0,
        };
    }

    /// <summary>The suspensions before, as far as they are not forgotten.</summary>
    public static int RepeatsOf(Plan plan, KnownAccount account) =>
        plan.Now - account.LastSuspensionMicros <= Micros(plan.Policy.Enforcement.RepeatWithin)
            ? account.Suspensions
            : 0;

    /// <summary>How long before an effect is taken up again: twice as long each time, and not all at once.</summary>
    public static long Backoff(Plan plan, Effect effect, TimeSpan? wanted)
    {
        var options = plan.Options;
        var longest = Micros(options.LongestRetry);
        var doublings = Math.Min(effect.Attempts - 1, 40);
        var wait = Math.Min(longest, Micros(options.FirstRetry) * Math.Pow(2, Math.Max(0, doublings)));
        var spread = Spread($"{effect.Id} {effect.Attempts}", (long)wait / 2);
        var asked = Math.Min(longest, wanted is { } time ? Micros(time) : 0);
        return Math.Max((long)wait - spread, asked);
    }

    /// <summary>A time below <paramref name="most"/> that depends on the text only.</summary>
    public static long Spread(string text, long most) =>
        most <= 0 ? 0 : (long)(StableHash.Hash64(Encoding.UTF8.GetBytes(text)) % (ulong)most);

    private static long SuspensionOf(EnforcementOptions enforcement, int repeats)
    {
        if (repeats + 1 >= enforcement.LastingFromSuspension)
        {
            return 0;
        }

        var lasts = Micros(enforcement.SuspendFor) * Math.Pow(enforcement.RepeatFactor, repeats);
        return (long)Math.Min(lasts, Micros(TimeSpan.FromDays(3_650)));
    }
}
