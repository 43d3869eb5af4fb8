using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Planning;

/// <summary>The words of states and kinds in the audit, in events and in reasons.</summary>
public static class PlanWords
{
    /// <summary>The name under which the program itself acts.</summary>
    public const string Program = "scrapeguard";

    private const int MaxLineChars = 1_024;

    public static string Of(EffectKind kind) => kind switch
    {
        EffectKind.Throttle => "throttle",
        EffectKind.Challenge => "challenge",
        EffectKind.Suspend => "suspend",
        EffectKind.Restore => "restore",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    public static string Of(EffectState state) => state switch
    {
        EffectState.Held => "held",
        EffectState.Due => "due",
        EffectState.InFlight => "in-flight",
        EffectState.Done => "done",
        EffectState.Failed => "failed",
        EffectState.Superseded => "superseded",
        EffectState.Shadowed => "shadowed",
        EffectState.Spared => "spared",
        EffectState.Rejected => "rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
    };

    public static string Of(DecisionFate fate) => fate switch
    {
        DecisionFate.Acted => "acted",
        DecisionFate.Nothing => "nothing",
        DecisionFate.Superseded => "superseded",
        DecisionFate.Shadowed => "shadowed",
        DecisionFate.Spared => "spared",
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, message: null),
    };

    /// <summary>What a verdict has done to an account; null: nothing may be done to it any more.</summary>
    internal static EffectKind? HarmOf(Verdict verdict) => verdict switch
    {
        Verdict.Throttle => EffectKind.Throttle,
        Verdict.Challenge => EffectKind.Challenge,
        Verdict.Suspend => EffectKind.Suspend,
        _ => null,
    };

    /// <summary>Why a decision was made, in a line.</summary>
    internal static string Reason(Decision decision)
    {
        var codes = decision.Reasons.IsDefaultOrEmpty
            ? ""
            : ": " + string.Join(", ", decision.Reasons.Take(5).Select(reason => reason.Code));
        return Line($"{VerdictNames.Of(decision.Verdict)}, score {decision.Score:0.###}{codes}");
    }

    /// <summary>A text on one line of at most 1,024 characters.</summary>
    internal static string Line(string text)
    {
        var length = Math.Min(text.Length, MaxLineChars);
        return string.Create(length, text, (line, from) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }

            // No half of a surrogate pair at the cut.
            if (line.Length > 0 && char.IsHighSurrogate(line[^1]))
            {
                line[^1] = ' ';
            }
        });
    }
}
