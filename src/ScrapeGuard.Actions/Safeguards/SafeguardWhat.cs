namespace ScrapeGuard.Actions.Safeguards;

/// <summary>The words of <see cref="SafeguardEvent.What"/>.</summary>
public static class SafeguardWhat
{
    public const string CaseOpened = "case.opened";
    public const string CaseClosed = "case.closed";
    public const string CaseAppealed = "case.appealed";

    /// <summary>The account service has done it.</summary>
    public const string EffectDone = "effect.done";

    /// <summary>It was tried as often as it may be, and was not done: people have to look.</summary>
    public const string EffectFailed = "effect.failed";

    /// <summary>The guard lets it wait for people.</summary>
    public const string EffectHeld = "effect.held";

    /// <summary>It would have been done, had the policy not been in shadow mode.</summary>
    public const string EffectShadowed = "effect.shadowed";

    /// <summary>A budget is spent; once a window.</summary>
    public const string GuardTripped = "guard.tripped";
}
