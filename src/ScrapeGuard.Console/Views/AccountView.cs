using ScrapeGuard.Console.Api;

namespace ScrapeGuard.Console.Views;

/// <summary>An account in a list.</summary>
public record AccountView
{
    public required string Account { get; init; }

    /// <summary>The verdict that stands; <c>none</c> where none does.</summary>
    public required string Verdict { get; init; }

    public required double Score { get; init; }

    public Moment? First { get; init; }

    public Moment? Last { get; init; }

    public required long Events { get; init; }

    public required long Tracks { get; init; }

    public required long AudioTracks { get; init; }

    public required long Bytes { get; init; }

    public string? Campaign { get; init; }

    public string? Country { get; init; }

    public string? Client { get; init; }

    public string? Plan { get; init; }

    /// <summary>What holds at the account service, such as <c>suspend</c>; null: nothing.</summary>
    public string? Applied { get; init; }
}
