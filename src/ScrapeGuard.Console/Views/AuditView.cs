using ScrapeGuard.Console.Api;

namespace ScrapeGuard.Console.Views;

/// <summary>One entry of the audit.</summary>
public sealed record AuditView
{
    public required long Sequence { get; init; }

    public required Moment Time { get; init; }

    /// <summary>Who: <c>scrapeguard</c>, or the person.</summary>
    public required string By { get; init; }

    /// <summary>What, such as <c>command.accepted</c> or <c>effect.done</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The account, the case, or the guard.</summary>
    public required string Subject { get; init; }

    public required string Reason { get; init; }

    public required string Hash { get; init; }

    /// <summary>Of an effect: what is done, such as <c>suspend</c>.</summary>
    public string? Effect { get; init; }

    public string? Case { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }
}

/// <param name="Entries">Entries that are right.</param>
/// <param name="Unbroken">All of them.</param>
/// <param name="BrokenAt">What is wrong with the first that is not.</param>
/// <param name="Hash">Of the last that is right: to be noted elsewhere.</param>
public sealed record AuditVerdictView(long Entries, bool Unbroken, string? BrokenAt, string Hash);
