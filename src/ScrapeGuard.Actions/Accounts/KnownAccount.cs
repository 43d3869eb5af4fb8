using System.Collections.Immutable;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Accounts;

/// <summary>What is known of an account: what was decided, what was done, and when to look at it again.</summary>
public sealed record KnownAccount
{
    /// <summary>A time that never comes.</summary>
    public const long Never = long.MaxValue;

    public required string Account { get; init; }

    /// <summary>
    /// Event time of the newest decision to enforce, in microseconds since 1970; null: there was none.
    /// </summary>
    public long? NewestMicros { get; init; }

    /// <summary>Its id: of two decisions of one time the one with the greater id (ordinal) is newer.</summary>
    public string NewestDecision { get; init; } = "";

    /// <summary>What it demands.</summary>
    public Verdict Demanded { get; init; }

    /// <summary>What holds at the account service, as far as it was confirmed; null: nothing.</summary>
    public EffectKind? Applied { get; init; }

    /// <summary>Since when that holds, in microseconds since 1970; 0: nothing ever held.</summary>
    public long SinceMicros { get; init; }

    /// <summary>When that is to end by itself, in microseconds since 1970; null: not by itself.</summary>
    public long? UntilMicros { get; init; }

    /// <summary>
    /// An effect failed of which nobody knows whether it was done: a restore is then called for anyway.
    /// </summary>
    public bool IsUncertain { get; init; }

    /// <summary>The effect that failed last and that people have to look at; null: none.</summary>
    public string? FailedEffect { get; init; }

    /// <summary>
    /// Since when anything is done to it or planned to be, in microseconds since 1970; null: nothing. Waves go by it.
    /// </summary>
    public long? HarmedMicros { get; init; }

    /// <summary>The number of its effects.</summary>
    public long Sequence { get; init; }

    /// <summary>Suspensions that count as repeats.</summary>
    public int Suspensions { get; init; }

    /// <summary>When the last one began or ended, in microseconds since 1970.</summary>
    public long LastSuspensionMicros { get; init; }

    /// <summary>Until when nothing is done by itself, in microseconds since 1970; 0: no such time.</summary>
    public long CooldownUntilMicros { get; init; }

    public Allowance? Allowance { get; init; }

    /// <summary>What a person ordered to be done to it, while that stands; null: nothing.</summary>
    public StandingOrder? Order { get; init; }

    public AccountProfile Profile { get; init; } = AccountProfile.Unknown;

    /// <summary>When the profile was asked for, in microseconds since 1970; 0: never.</summary>
    public long ProfileMicros { get; init; }

    /// <summary>The cohorts it is in, such as <c>plan:premium</c>; a wave selects by them.</summary>
    public ImmutableArray<string> Cohorts { get; init; } = [];

    public string? Campaign { get; init; }

    /// <summary>The case that it is in.</summary>
    public string? Case { get; init; }

    /// <summary>Whether it is one of <see cref="Cases.Case.Active"/> of its case.</summary>
    public bool IsActiveInCase { get; init; }

    /// <summary>Whether an effect of it is held.</summary>
    public bool HasHeld { get; init; }

    /// <summary>When to look at it again, in microseconds since 1970; <see cref="Never"/>: not by itself.</summary>
    public long WakeMicros { get; init; } = Never;
}
