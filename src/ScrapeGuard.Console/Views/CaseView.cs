using ScrapeGuard.Console.Api;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Views;

/// <summary>A case in the queue.</summary>
public record CaseView
{
    public required string Id { get; init; }

    /// <summary><c>open</c>, <c>waiting</c> (for people) or <c>closed</c>.</summary>
    public required string State { get; init; }

    public string? Account { get; init; }

    public string? Campaign { get; init; }

    public required string Verdict { get; init; }

    public required double Score { get; init; }

    public required Moment Opened { get; init; }

    public required Moment Updated { get; init; }

    /// <summary>What people are to say yes or no to.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Codes, the heaviest first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public required ExposureView Exposure { get; init; }

    public string? Country { get; init; }

    public string? Client { get; init; }

    public string? Plan { get; init; }

    /// <summary>Accounts that something is done to, or planned to be.</summary>
    public required int Active { get; init; }

    /// <summary>An account's owner appealed.</summary>
    public required bool Appealed { get; init; }

    /// <summary>
    /// Who dealt with it (ordered, labelled, answered, wrote) since its newest decision; absent: nobody yet.
    /// </summary>
    public ReviewView? Reviewed { get; init; }
}

/// <param name="By">Who.</param>
/// <param name="Time">When, last.</param>
public sealed record ReviewView(string By, Moment Time);

public sealed record ExposureView(long Tracks, long AudioTracks, long Bytes);

/// <summary>All of a case.</summary>
public sealed record CasePageView : CaseView
{
    public required IReadOnlyList<Decision> Decisions { get; init; }

    public required IReadOnlyList<EffectView> Effects { get; init; }

    public required IReadOnlyList<NoteView> Notes { get; init; }

    /// <summary>What waits for people.</summary>
    public required IReadOnlyList<EffectView> Approvals { get; init; }

    /// <summary>What the audit has of it, newest first.</summary>
    public required IReadOnlyList<AuditView> History { get; init; }
}
