using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Explaining;

/// <summary>What would have kept an account below the step that a decision took: one change for each reason.</summary>
/// <param name="Code">The reason's code.</param>
/// <param name="Value">What the account had.</param>
/// <param name="Below">What it would have had to stay below, or to come to (<see cref="IsTooLittle"/>).</param>
internal readonly record struct ClearingChange(string Code, double Value, double Below)
{
    /// <summary>
    /// Whether too little counts: what one has in common with others of a campaign, returns to, or takes by one artist,
    /// or how unevenly one shares with people.
    /// </summary>
    public bool IsTooLittle => Code.StartsWith("campaign.", StringComparison.Ordinal);

    /// <summary>
    /// The smallest set that clears: a score is the highest of what the rules and tests ask for, so each that asks for
    /// the step or more must have asked for less, and no other matters. What is asked for grows with the value as
    /// <c>w = 1 - c / value</c>, so the step's threshold T was reached at <c>value (1 - w) / (1 - T)</c>; below the
    /// bound nothing is asked for at all. Empty when the look of the account as a whole led to the step, for which
    /// <see cref="Detection.Explanation.SmallestChange"/> has the answer.
    /// </summary>
    public static IReadOnlyList<ClearingChange> Of(Decision decision, ScoreThresholds thresholds)
    {
        var threshold = decision.Verdict switch
        {
            Verdict.Suspend => thresholds.Suspend,
            Verdict.Challenge => thresholds.Challenge,
            Verdict.Throttle => thresholds.Throttle,
            Verdict.Observe => thresholds.Observe,
            _ => double.PositiveInfinity,
        };
        return
        [
            .. decision.Reasons
                .Where(reason => !IsLook(reason) && reason.Weight >= threshold)
                .Select(reason => new ClearingChange(reason.Code, reason.Value, BelowOf(reason, threshold))),
        ];
    }

    private static bool IsLook(Reason reason) => reason.Code.StartsWith("feature.", StringComparison.Ordinal);

    private static double BelowOf(Reason reason, double threshold)
    {
        var reached = threshold < 1 ? reason.Value * (1 - reason.Weight) / (1 - threshold) : reason.Value;

        // What asks for the same however large the value is is silent below its bound only.
        return reached < reason.Value ? Math.Max(reason.Expected, reached) : reason.Expected;
    }
}
