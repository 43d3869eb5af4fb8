using System.Diagnostics.CodeAnalysis;
using ScrapeGuard.Console.Api;

namespace ScrapeGuard.Console.Views;

/// <summary>An account of a campaign.</summary>
public sealed record CampaignMemberView : AccountView
{
    /// <param name="account">What is known of it by itself.</param>
    [SetsRequiredMembers]
    public CampaignMemberView(AccountView account)
        : base(account)
    {
    }

    /// <summary>When it was found to be one; null: the engine has not told it here.</summary>
    public Moment? Joined { get; init; }

    /// <summary>Tracks that a person in its place would share, with the others or with people.</summary>
    public double? SharedExpected { get; init; }

    /// <summary>Tracks that it shares.</summary>
    public double? Shared { get; init; }

    /// <summary>Whether a decision names the campaign, so that a takedown reaches it.</summary>
    public bool Named { get; init; }
}
