using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Policies;

/// <summary>The words of the file that stand for values.</summary>
internal static class PolicyWords
{
    public static readonly IReadOnlyList<(string Word, PolicyMode Meaning)> Modes =
        [("enforce", PolicyMode.Enforce), ("shadow", PolicyMode.Shadow)];

    /// <summary>Restore is no step, and a cohort that gets no verdict at all belongs on the allowlist.</summary>
    public static readonly IReadOnlyList<(string Word, Verdict Meaning)> Steps =
        [.. Enumerable.Range((int)Verdict.Observe, Verdict.Suspend - Verdict.Observe + 1)
            .Select(step => (VerdictNames.Of((Verdict)step), (Verdict)step))];

    public static string Of(PolicyMode mode) => Modes.First(word => word.Meaning == mode).Word;
}
