namespace ScrapeGuard.Actions.Storing;

/// <summary>One change of state, before it has its place and hash in the chain.</summary>
public sealed record AuditFact
{
    /// <summary>When, in microseconds since 1970.</summary>
    public required long TimeMicros { get; init; }

    /// <summary>Who: <c>scrapeguard</c>, or the person.</summary>
    public required string Actor { get; init; }

    /// <summary>
    /// What: <c>decision.acted</c>, <c>.nothing</c>, <c>.superseded</c>, <c>.shadowed</c>, <c>.spared</c>;
    /// <c>effect.held</c> and a word for each other state; <c>command.accepted</c>, <c>.refused</c>;
    /// <c>case.opened</c>, <c>.closed</c>; <c>guard.tripped</c>, <c>.stopped</c>, <c>.resumed</c>;
    /// <c>account.allowed</c>, <c>.disallowed</c>, <c>.ordered</c>; <c>order.spared</c>; <c>wave.finished</c>.
    /// </summary>
    public required string What { get; init; }

    /// <summary>Why, in a line.</summary>
    public required string Why { get; init; }

    public string? Account { get; init; }

    public string? Case { get; init; }

    /// <summary>The effect that changed.</summary>
    public string? Effect { get; init; }

    /// <summary>Of an effect: what is done, such as <c>suspend</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The state before, a word; null: there was none.</summary>
    public string? From { get; init; }

    /// <summary>The state after, a word.</summary>
    public string? To { get; init; }

    /// <summary>The decision or command behind it.</summary>
    public string? Cause { get; init; }
}
