using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Safeguards.Ocsf;

/// <summary>
/// OCSF's severity: that of the verdict, or of the effect where people acted. What people must look at now is at least
/// high: an effect that failed; a tripped guard is critical.
/// </summary>
internal static class FindingSeverity
{
    public static readonly Named Informational = new(1, "Informational");
    public static readonly Named Low = new(2, "Low");
    public static readonly Named Medium = new(3, "Medium");
    public static readonly Named High = new(4, "High");
    public static readonly Named Critical = new(5, "Critical");

    public static Named Of(SafeguardEvent told)
    {
        if (told.What is SafeguardWhat.GuardTripped)
        {
            return Critical;
        }

        return told.What is SafeguardWhat.EffectFailed ? High : OfVerdict(told);
    }

    private static Named OfVerdict(SafeguardEvent told) => told switch
    {
        { Decision.Verdict: Verdict.Suspend } => High,
        { Decision.Verdict: Verdict.Challenge or Verdict.Throttle } => Medium,
        { Decision.Verdict: Verdict.Observe } => Low,
        { Decision: not null } => Informational,
        { Effect: EffectKind.Suspend } => High,
        { Effect: EffectKind.Challenge or EffectKind.Throttle } => Medium,
        _ => Informational,
    };
}
