using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine.Judging;

/// <summary>
/// Moves accounts on the ladder. Up at once; down only when a step's time has passed without a score that renews it,
/// and then all the way, by a restore; after that nothing above observe for the cool-down.
/// </summary>
internal static class VerdictLadder
{
    /// <summary>
    /// How much of the evidence a restore leaves: an account is neither condemned for ever nor forgiven at once.
    /// </summary>
    private const float EvidenceKept = 0.5f;

    /// <summary>Takes a score in. True when the verdict rose.</summary>
    public static bool Climb(ref AccountState state, double score, uint second, CompiledPolicy policy)
    {
        if ((state.Flags & AccountState.Allowlisted) != 0)
        {
            return false;
        }

        var step = policy.Cohort(state.Cohort).StepOf(score);
        if (second < state.CooldownUntilSecond && step > Verdict.Observe)
        {
            step = Verdict.Observe;
        }

        if (step == Verdict.None || step < state.Verdict)
        {
            return false;
        }

        var lasts = policy.SecondsOf(step);
        state.VerdictUntilSecond = lasts == uint.MaxValue ? uint.MaxValue : second + lasts;
        var rose = step > state.Verdict;
        state.Verdict = step;
        return rose;
    }

    /// <summary>Ends a verdict whose time is over. True when it did.</summary>
    public static bool Expire(ref AccountState state, uint nowSecond, CompiledPolicy policy)
    {
        if (state.Verdict == Verdict.None || nowSecond <= state.VerdictUntilSecond)
        {
            return false;
        }

        if (state.Verdict > Verdict.Observe)
        {
            state.CooldownUntilSecond = state.VerdictUntilSecond + policy.CooldownSeconds;
        }

        state.Evidence *= EvidenceKept;
        state.Verdict = Verdict.None;
        state.VerdictUntilSecond = 0;
        return true;
    }
}
