using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine.Judging;

/// <summary>
/// Whether an account is to be held against others: when it chooses as few people do, or takes new tracks and seldom
/// comes back to one. It leads to nothing by itself, so many people may be candidates. Once a candidate, always one;
/// and soon, for a swarm takes first what says the most: the most popular.
/// </summary>
internal static class CandidateTest
{
    /// <summary>New tracks from which on one who comes back to fewer than it takes new is a candidate.</summary>
    private const int ManyNew = 10;

    private const float FewReturns = 1;

    /// <summary>The share of a threshold from which on a test makes a candidate.</summary>
    private const float Share = 0.5f;

    /// <summary>Marks the account if it is a candidate.</summary>
    public static void Look(ref AccountState state, ScoreThresholds thresholds)
    {
        var choices = state.Features.Choices;
        if (ChoiceTests.IsBeyond(choices, thresholds, Share)
            || (choices.NewTracks >= ManyNew && choices.ReturnsPerNew < FewReturns))
        {
            state.Flags |= AccountState.Candidate;
        }
    }
}
