using ScrapeGuard.Actions.Audit;

namespace ScrapeGuard.Actions.Storing;

/// <summary>Which entries of the audit somebody wants to see, newest first. What is null does not matter.</summary>
public sealed record AuditQuery
{
    public string? Account { get; init; }

    /// <summary>The case's id.</summary>
    public string? Case { get; init; }

    /// <summary>Who changed something: <c>scrapeguard</c>, or a person.</summary>
    public string? Actor { get; init; }

    /// <summary>The id of the decision or command behind it.</summary>
    public string? Cause { get; init; }

    /// <summary>Only entries before this place: that of the last one of the page before.</summary>
    public long? BeforeSequence { get; init; }

    /// <summary>Most to be given; 1 to 1,000.</summary>
    /// <value>Default 100.</value>
    public int Max { get; init; } = 100;

    /// <summary>Whether an entry is one of these, whatever the page.</summary>
    public bool Matches(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (Account is null || entry.Fact.Account == Account)
            && (Case is null || entry.Fact.Case == Case)
            && (Actor is null || entry.Fact.Actor == Actor)
            && (Cause is null || entry.Fact.Cause == Cause)
            && (BeforeSequence is null || entry.Sequence < BeforeSequence);
    }
}
