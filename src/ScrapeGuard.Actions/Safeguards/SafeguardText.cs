using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.Actions.Safeguards;

/// <summary>Words for people and for the wire.</summary>
internal static class SafeguardText
{
    public const int LongestReason = 1024;

    public static string Effect(EffectKind kind) => kind switch
    {
        EffectKind.Throttle => "throttle",
        EffectKind.Challenge => "challenge",
        EffectKind.Suspend => "suspend",
        EffectKind.Restore => "restore",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    /// <summary>A line that says what happened, without saying to whom.</summary>
    public static string Headline(SafeguardEvent told)
    {
        var effect = told.Effect is { } kind ? Effect(kind) : "effect";
        return told.What switch
        {
            SafeguardWhat.CaseOpened => "Catalogue scraping suspected",
            SafeguardWhat.CaseClosed => "Case closed",
            SafeguardWhat.CaseAppealed => "Case appealed",
            SafeguardWhat.EffectDone => $"Account: {effect} done",
            SafeguardWhat.EffectFailed => $"Account: {effect} failed, people have to look",
            SafeguardWhat.EffectHeld => $"Account: {effect} waits for approval",
            SafeguardWhat.EffectShadowed => $"Account: {effect} in shadow only",
            SafeguardWhat.GuardTripped => "Guard tripped: suspensions wait for people",
            _ => told.What,
        };
    }
}
