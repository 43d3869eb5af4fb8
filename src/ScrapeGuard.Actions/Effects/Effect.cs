using System.Collections.Immutable;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Effects;

/// <summary>
/// One thing that is to be done to one account, with everything that led to it. An account's effects are carried out in
/// the order of their numbers, and at most one is in flight.
/// </summary>
public sealed record Effect
{
    /// <summary>32 hexadecimal digits; the idempotency key of its call.</summary>
    public required string Id { get; init; }

    public required string Account { get; init; }

    public required EffectKind Kind { get; init; }

    public required EffectState State { get; init; }

    /// <summary>Counts an account's effects, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was planned, in microseconds since 1970.</summary>
    public required long CreatedMicros { get; init; }

    /// <summary>When its state changed last, in microseconds since 1970.</summary>
    public required long ChangedMicros { get; init; }

    /// <summary>
    /// In microseconds since 1970. Due: when it is to be carried out. In flight: until when it belongs to whoever took
    /// it up; after that the service is asked. Held: when it lapses.
    /// </summary>
    public required long DueMicros { get; init; }

    /// <summary>How long it is to last, in microseconds; 0: until it is decided otherwise.</summary>
    public long LastsMicros { get; init; }

    /// <summary>
    /// When it ends by itself, in microseconds since 1970: set when it is first carried out, and then the same in each
    /// call.
    /// </summary>
    public long? UntilMicros { get; init; }

    /// <summary>How often it was taken up, to be carried out or asked about.</summary>
    public int Attempts { get; init; }

    /// <summary>The decision behind it; null when people or the time led to it.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The id of the command behind it, if there is one.</summary>
    public string? Command { get; init; }

    /// <summary>Who wants it: <c>scrapeguard</c>, or the person.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, in a line for people; at most 1,024 characters.</summary>
    public required string Reason { get; init; }

    public string? Campaign { get; init; }

    public required string Case { get; init; }

    /// <summary>Who approved it: it is in no budget then.</summary>
    public string? Approver { get; init; }

    /// <summary>Why it waits for people, or why nothing came of it; what the service said last. A line.</summary>
    public string? Detail { get; init; }

    /// <summary>The budgets that it counts in, as they were when it was planned..</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>
    /// The minute since 1970 in whose budgets it counts as a suspension; null: in none.
    /// </summary>
    public long? CountedMinute { get; init; }

    /// <summary>Whether it counts among those that are planned and not yet done.</summary>
    public bool IsPending { get; init; }

    /// <summary>
    /// It was in flight when something newer was decided: what the service says is recorded, but it is not called
    /// again.
    /// </summary>
    public bool IsOutdated { get; init; }

    /// <summary>Whether it takes something from the account: all but a restore.</summary>
    public bool IsHarmful => Kind != EffectKind.Restore;
}
