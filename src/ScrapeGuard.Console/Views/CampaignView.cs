using ScrapeGuard.Console.Api;

namespace ScrapeGuard.Console.Views;

/// <summary>A campaign in a list.</summary>
public record CampaignView
{
    public required string Id { get; init; }

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public required string State { get; init; }

    /// <summary>
    /// What gave it away: <c>too-disjoint</c>, <c>isolated</c>, <c>cover</c>, <c>no-taste</c>, <c>no-favourites</c>,
    /// <c>no-returns</c>; <c>unknown</c>.
    /// </summary>
    public required string Kind { get; init; }

    public required int Members { get; init; }

    public required Moment Opened { get; init; }

    public required Moment Updated { get; init; }

    /// <summary>How sure it is, in nats; 0: the engine has not told it here.</summary>
    public required double Evidence { get; init; }

    /// <summary>What its members took together; what two took counts once.</summary>
    public required long Tracks { get; init; }

    public required long AudioTracks { get; init; }

    public required long Bytes { get; init; }

    public double? ShareOfCatalogue { get; init; }

    /// <summary>Members that are suspended now.</summary>
    public required int Suspended { get; init; }

    /// <summary>In a line.</summary>
    public required string Text { get; init; }
}

/// <summary>All of a campaign.</summary>
public sealed record CampaignPageView : CampaignView
{
    /// <summary>Why these accounts are taken for one, in sentences; empty: the engine has not told it here.</summary>
    public required IReadOnlyList<string> Why { get; init; }

    /// <summary>Those that took the most.</summary>
    public required IReadOnlyList<CampaignMemberView> MemberList { get; init; }

    /// <summary>Accounts of it that decisions name: the ones that a takedown reaches.</summary>
    public required int Named { get; init; }

    /// <summary>Accounts of it of which nothing was seen here yet, so that they have no name.</summary>
    public required int Unseen { get; init; }

    public required IReadOnlyList<GrowthPoint> Growth { get; init; }

    public OverlapView? Overlap { get; init; }

    public required IReadOnlyList<SharedView> Shared { get; init; }

    public required IReadOnlyList<NoteView> Notes { get; init; }

    public required IReadOnlyList<AuditView> History { get; init; }

    /// <summary>The case of it, if there is one.</summary>
    public string? Case { get; init; }
}

/// <param name="Time">Start of the hour.</param>
/// <param name="Union">Tracks that all together had taken by its end; what two took counts once.</param>
/// <param name="Sum">The same, each account's for itself.</param>
public sealed record GrowthPoint(Moment Time, long Union, long Sum);

/// <param name="Expected">
/// Tracks that people in their place would share: pair by pair with each other; with people, if it is isolated; of
/// those under cover, of their own, to which they would come back as often as to others. Of those without a taste it
/// is by how many percent what people share with each other differs from what popularity gives; of those without
/// favourites how many of 100,000 pairs of a person's tracks are by one artist; of those who never come back, to how
/// many of their tracks one would who hardly does.
/// </param>
/// <param name="Seen">
/// Tracks that they share, or come back to; by how many percent theirs differs; how many pairs of theirs are by one.
/// </param>
public sealed record OverlapView(double Expected, double Seen);

/// <param name="Dimension"><c>network</c>, <c>device</c> or <c>client</c>.</param>
/// <param name="Value">Which.</param>
/// <param name="Members">Members that came from it.</param>
public sealed record SharedView(string Dimension, string Value, int Members);
