using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Safeguards;

/// <summary>What is told to the outside about an account or a campaign, before it takes a standard form.</summary>
public sealed record SafeguardEvent
{
    /// <summary>32 hexadecimal digits, made from what happened: a repeat has the same.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened, in microseconds since 1970.</summary>
    public required long TimeMicros { get; init; }

    public required SafeguardActivity Activity { get; init; }

    /// <summary>The case: one for each account or campaign; the finding's <c>uid</c>.</summary>
    public required string Case { get; init; }

    public required string Account { get; init; }

    public string? Campaign { get; init; }

    /// <summary>
    /// What happened, a word with dots: <c>effect.done</c>, <c>effect.failed</c>, <c>effect.held</c> (by the guard),
    /// <c>effect.shadowed</c>, <c>case.opened</c>, <c>case.closed</c>, <c>case.appealed</c>, <c>guard.tripped</c>.
    /// </summary>
    public required string What { get; init; }

    /// <summary>The effect that it is about, if it is about one.</summary>
    public EffectKind? Effect { get; init; }

    /// <summary>The effect's id, which is the idempotency key of the call.</summary>
    public string? EffectId { get; init; }

    /// <summary>The decision behind it; null when people acted.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Who: <c>scrapeguard</c>, or the person.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, in a line for people.</summary>
    public required string Reason { get; init; }

    /// <summary>When the case was opened, in microseconds since 1970.</summary>
    public required long FirstSeenMicros { get; init; }
}
