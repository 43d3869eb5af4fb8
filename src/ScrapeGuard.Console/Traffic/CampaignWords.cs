using System.Globalization;
using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Console.Traffic;

/// <summary>What is known of a campaign, in sentences for people.</summary>
internal static class CampaignWords
{
    public const string TooDisjoint = "too-disjoint";
    public const string Isolated = "isolated";
    public const string Cover = "cover";
    public const string NoTaste = "no-taste";
    public const string NoFavourites = "no-favourites";
    public const string NoReturns = "no-returns";

    /// <summary>Natural logarithm of 10: nats of evidence in powers of ten.</summary>
    private const double NatsPerTen = 2.302585092994046;

    /// <summary>Beyond it an exponent says nothing that it does not say anyway.</summary>
    private const double MostTens = 50;

    /// <summary>
    /// Tracks that people in their place would share, and that they share, each pair once; of those under cover, to
    /// which they would come back, and do; of those without a taste, the mean of the percents by which people differ;
    /// of those without favourites, the mean of the pairs by one artist of 100,000; of those who never come back, to
    /// which one would who hardly does.
    /// </summary>
    public static (double Expected, double Seen) SharedOf(Campaign campaign)
    {
        var parts = campaign.Kind switch
        {
            CampaignKind.Disjoint => 2,
            CampaignKind.NoTaste or CampaignKind.NoFavourites => Math.Max(campaign.Members.Length, 1),
            _ => 1,
        };
        return (campaign.Expected / parts, campaign.Observed / parts);
    }

    public static string Of(CampaignKind kind) => kind switch
    {
        CampaignKind.Disjoint => TooDisjoint,
        CampaignKind.Isolated => Isolated,
        CampaignKind.NoTaste => NoTaste,
        CampaignKind.NoFavourites => NoFavourites,
        CampaignKind.NoReturns => NoReturns,
        _ => Cover,
    };

    /// <summary>Why these accounts are taken for one.</summary>
    public static IReadOnlyList<string> WhyOf(Campaign campaign, CampaignOptions options) =>
        [KindOf(campaign), .. SharedOf(campaign.SharersOf), EvidenceOf(campaign.Evidence), ActingOf(campaign, options)];

    /// <summary>What members have in common besides; nothing where nothing was found.</summary>
    private static IEnumerable<string> SharedOf(Func<TraitKind, int> sharersOf)
    {
        var shared = Enum.GetValues<TraitKind>().Where(kind => sharersOf(kind) > 0)
            .Select(kind => $"{Count(sharersOf(kind))} share {NameOf(kind)}").ToList();
        return shared.Count == 0
            ? []
            : [$"Of its members, {string.Join(", ", shared)} with others of it; of people at most one in 50 would."];
    }

    private static string NameOf(TraitKind kind) => kind switch
    {
        TraitKind.Network => "a network",
        TraitKind.Device => "a device",
        TraitKind.Client => "a client",
        TraitKind.Rhythm => "a rhythm",
        _ => "the hour of sign-up",
    };

    private static string KindOf(Campaign campaign)
    {
        var (expected, seen) = SharedOf(campaign);
        return campaign.Kind switch
        {
            CampaignKind.Disjoint =>
                $"People who take as many and as popular tracks would share {Count(expected)}, pair by pair; "
                + $"these share {Count(seen)}. They split the catalogue between them.",
            CampaignKind.Isolated =>
                $"Of as many tracks of theirs, {Count(expected)} would be people's too; {Count(seen)} are. "
                + "They walk where nobody listens.",
            CampaignKind.NoTaste =>
                $"What a person shares with each other person is what popularity gives, give or take "
                + $"{Count(expected)} %; what these share with each is that, give or take {Count(seen)} %. "
                + "They have no taste.",
            CampaignKind.NoFavourites =>
                $"Of 100,000 pairs of a person's tracks, {Count(expected)} are by one artist; of these accounts' "
                + $"{Count(seen)}. They have no favourites.",
            CampaignKind.NoReturns =>
                $"Who hardly ever comes back to what he played would have to {Count(expected)} of as many tracks; "
                + $"these came back to {Count(seen)}. They work through a list.",
            _ =>
                $"Did they come back to what nobody holds as they do to what people hold, it would be to "
                + $"{Count(expected)} tracks; it is to {Count(seen)}. What they come back to is cover.",
        };
    }

    private static string EvidenceOf(double nats) =>
        $"The evidence is {Count(nats)} nats: of groups of people of that size, one in 10^"
            + $"{Count(Math.Min(nats / NatsPerTen, MostTens))} or fewer look like this by chance, if tastes are "
            + "independent.";

    private static string ActingOf(Campaign campaign, CampaignOptions options) => options.MinEvidence <= 0
        ? "The policy does not act on campaigns."
        : $"The policy acts from {Count(options.MinEvidence)} nats and {options.MinMembers} accounts on: "
            + (campaign.Evidence >= options.MinEvidence && campaign.Found >= options.MinMembers
                ? $"a member that is clearly one {LookOf(campaign.Kind, options)}, and its decision names the campaign."
                : "not yet.");

    private static string LookOf(CampaignKind kind, CampaignOptions options) =>
        kind != CampaignKind.Disjoint && options.MaxIsolatedScore < 1
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"comes to a score of {options.MaxIsolatedScore:0.##} at most at its next look")
            : "is suspended at its next look";

    private static string Count(double number) => Math.Round(number).ToString("N0", CultureInfo.InvariantCulture);
}
