using System.Collections.Immutable;
using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Tracking;

/// <summary>Accounts that work together, as far as it is known. Immutable.</summary>
public sealed record Campaign
{
    /// <summary>What its name is made of.</summary>
    public required ulong Number
    {
        get;
        init
        {
            field = value;
            Id = $"campaign-{value:x16}";
        }
    }

    /// <summary>
    /// Its name: the same for the same input; it stays when the campaign grows, and is that of the elder when two are
    /// one.
    /// </summary>
    public string Id { get; private init; } = "";

    /// <summary>What gave it away.</summary>
    public required CampaignKind Kind { get; init; }

    /// <summary>In order of key; once a member, always one.</summary>
    public required ImmutableArray<CampaignMember> Members { get; init; }

    /// <summary>Accounts that were found together, at most: others of them may belong to another campaign.</summary>
    public required int Found { get; init; }

    /// <summary>The most evidence that it had, in nats.</summary>
    public required double Evidence { get; init; }

    /// <summary>The epoch of ten minutes at whose end it was found first.</summary>
    public required long SinceEpoch { get; init; }

    /// <summary>The epoch at whose end it was found last; a week after it the campaign is closed.</summary>
    public required long SeenEpoch { get; init; }

    /// <summary>Tracks that members would have shared with each other: those of all of them, each pair twice.</summary>
    public double Expected => Members.Sum(member => member.Expected);

    /// <summary>Tracks that they shared.</summary>
    public double Observed => Members.Sum(member => member.Observed);

    /// <summary>Members that share a trait of a kind with others of it, as few people do.</summary>
    public int SharersOf(TraitKind kind) => Members.Count(member => member.Shared.Of(kind) > 0);
}
