namespace ScrapeGuard.Core.Decisions;

/// <summary>The words of <see cref="Verdict"/> on the wire.</summary>
public static class VerdictNames
{
    /// <summary>The number of verdicts, <see cref="Verdict.None"/> among them.</summary>
    public const int Count = 6;

    /// <summary>The word of a verdict.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.None => "none",
        Verdict.Observe => "observe",
        Verdict.Throttle => "throttle",
        Verdict.Challenge => "challenge",
        Verdict.Suspend => "suspend",
        Verdict.Restore => "restore",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, message: null),
    };

    /// <summary>The verdict that a word names.</summary>
    public static bool TryParse(string? word, out Verdict verdict)
    {
        for (verdict = Verdict.None; verdict <= Verdict.Restore; verdict++)
        {
            if (Of(verdict) == word)
            {
                return true;
            }
        }

        verdict = Verdict.None;
        return false;
    }
}
