using System.Globalization;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.PolicyCases;

/// <summary>Whether what is expected of an account came true, in words where it did not.</summary>
internal static class CaseOutcome
{
    private const long MicrosPerSecond = 1_000_000;

    /// <summary>What is not as expected; null: it is.</summary>
    public static string? FaultOf(CaseExpectation expected, CaseRun run)
    {
        var decisions = run.DecisionsOf(expected.Account);
        if (run.Find(expected.Account) is not { } account)
        {
            return "no event is of this account";
        }

        var first = decisions.FirstOrDefault(decision => IsAtLeast(decision, expected.Step));
        if (expected.StaysBelow)
        {
            return first is null ? null : $"came to {Told(first, account.FirstMicros)}";
        }

        if (first is null)
        {
            var highest = decisions.Where(decision => IsAtLeast(decision, Verdict.Observe))
                .MaxBy(decision => decision.Verdict);
            return highest is null
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"nothing was decided, its highest score was {account.HighestScore:0.00}, after "
                    + $"{account.Exposure.Tracks:N0} tracks")
                : $"came to {Told(highest, account.FirstMicros)}, and no further";
        }

        return IsInTime(expected, first, account.FirstMicros) ? null : $"came to {Told(first, account.FirstMicros)}";
    }

    /// <summary>What is expected, as a sentence.</summary>
    public static string Describe(CaseExpectation expected)
    {
        var step = VerdictNames.Of(expected.Step);
        if (expected.StaysBelow)
        {
            return $"{expected.Account} stays below {step}";
        }

        var text = $"{expected.Account} reaches {step}";
        text += expected.WithinTracks is { } tracks
            ? string.Create(CultureInfo.InvariantCulture, $" within {tracks:N0} tracks")
            : "";
        text += expected.Within is { } time ? $" within {DurationText.Format(time)}" : "";
        return text + (expected.Because is { } code ? $" because of {code}" : "");
    }

    private static bool IsAtLeast(Decision decision, Verdict step) =>
        decision.Verdict != Verdict.Restore && decision.Verdict >= step;

    private static bool IsInTime(CaseExpectation expected, Decision decision, long firstMicros) =>
        decision.Exposure.Tracks <= (expected.WithinTracks ?? long.MaxValue)
        && decision.TimeMicros - firstMicros <= (expected.Within?.Ticks / TimeSpan.TicksPerMicrosecond ?? long.MaxValue)
        && (expected.Because is null || decision.Reasons.Any(reason => reason.Code == expected.Because));

    private static string Told(Decision decision, long firstMicros)
    {
        var after = TimeSpan.FromSeconds(Math.Max(0, decision.TimeMicros - firstMicros) / MicrosPerSecond);
        var because = string.Join(", ", decision.Reasons.Select(reason => reason.Code));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{VerdictNames.Of(decision.Verdict)} after {DurationText.Format(after)} and {decision.Exposure.Tracks:N0} "
            + $"tracks, score {decision.Score:0.00}, because of {because}");
    }
}
