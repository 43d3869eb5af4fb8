using ScrapeGuard.Actions.Cases;

namespace ScrapeGuard.Actions.Storing;

/// <summary>Which cases somebody wants to see, changed last first. What is null does not matter.</summary>
public sealed record CaseQuery
{
    /// <summary>Only open ones, or only closed ones.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Only those of accounts, of campaigns, or that of the guard.</summary>
    public CaseSubject? Subject { get; init; }

    /// <summary>Only those in which an appeal waits for an answer, or only the others.</summary>
    public bool? HasAppeal { get; init; }

    /// <summary>The beginning of the account's or campaign's name; case matters.</summary>
    public string? NameStart { get; init; }

    /// <summary>Only those changed at this time or later, in microseconds since 1970.</summary>
    public long? ChangedFromMicros { get; init; }

    /// <summary>Only those changed before this time, in microseconds since 1970.</summary>
    public long? ChangedBeforeMicros { get; init; }

    /// <summary>How many to leave out first.</summary>
    public int Skip { get; init; }

    /// <summary>Most to be given; 1 to 1,000.</summary>
    /// <value>Default 50.</value>
    public int Max { get; init; } = 50;

    /// <summary>Whether a case is one of these, whatever the page.</summary>
    public bool Matches(Case found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return (IsOpen is null || found.IsOpen == IsOpen)
            && (Subject is null || found.Subject == Subject)
            && (HasAppeal is null || found.HasAppeal == HasAppeal)
            && (NameStart is null || found.Name.StartsWith(NameStart, StringComparison.Ordinal))
            && (ChangedFromMicros is null || found.ChangedMicros >= ChangedFromMicros)
            && (ChangedBeforeMicros is null || found.ChangedMicros < ChangedBeforeMicros);
    }
}
