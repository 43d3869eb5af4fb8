using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Engine.Judging;

/// <summary>Whether an account is suspended for the campaign that it belongs to.</summary>
internal static class CampaignTest
{
    /// <summary>Most findings of one look.</summary>
    public const int MaxFindings = 1 + Trait.Kinds;

    /// <summary>Score of a member of a campaign of just enough evidence.</summary>
    private const double AtThreshold = 0.95;

    /// <summary>
    /// The share of what people have in common with others that an isolated account has at most, less
    /// <see cref="Leeway"/> tracks: there are people who explore where few listen, and never to come back there is no
    /// other thing than that.
    /// </summary>
    private const double MostAlone = 0.15;

    /// <summary>The same where its choices speak against it, which for the isolated is half the same thing.</summary>
    private const double MostOddAlone = 0.1;

    /// <summary>
    /// The same of one who has not come back to anything for so long that he is near to being asked for a sign: of 400
    /// simulated people an explorer had 0.21 when he was half as far.
    /// </summary>
    private const double MostAloneOfNoReturn = 0.25;

    /// <summary>
    /// The same where it shares a network, a device, a client or an hour of sign-up, as one person in 50 does, with as
    /// many others of its campaign as would be one: people who explore have half in common with others.
    /// </summary>
    private const double MostAloneOfSharers = 0.4;

    /// <summary>The same where it shares a rhythm with them, and nothing else.</summary>
    private const double MostAloneOfPaced = 0.3;

    /// <summary>
    /// Tracks that must be expected in common with the others of a member that shares such a trait and is a stranger to
    /// them as one person in ten is: by chance these are two things.
    /// </summary>
    private const double Eight = 8;

    /// <summary>What a trait that members share weighs among the reasons: it asks for nothing.</summary>
    private const double SharedWeight = 0.1;

    /// <summary>
    /// The same of a member that is alike. Of 9,200 people one was and had nothing of eight in common with a swarm, and
    /// one had one of 13.
    /// </summary>
    private const double Ten = 10;

    /// <summary>
    /// Tracks that must be expected in common with the others of a member of a disjoint campaign whose own choices
    /// speak against it, or that is a stranger to them and works by their clock: some people are strangers to a swarm
    /// by chance, and who takes much is so more often, and by the clock of those who do.
    /// </summary>
    private const double Dozen = 12;

    /// <summary>
    /// The same of a member of which nothing else is known: of 2,379 people one had nothing of 15.6 in common with a
    /// swarm.
    /// </summary>
    private const double DozenAndAHalf = 18;

    /// <summary>
    /// The share of them that it has at most, less <see cref="Leeway"/> tracks: the more are expected, the surer what
    /// is seen. Of ten it is none, of 15 one, of 40 six. For a member that walks where the others walk, as
    /// hardly a person does, that is enough: to be a stranger to a swarm by chance and to go its way by chance are two
    /// things.
    /// </summary>
    private const double MostShare = 0.2;

    private const double Leeway = 2;

    /// <summary>The same of a member of which nothing else is known.</summary>
    private const double NextToNothing = 0.05;

    private static readonly string[] SharedCodes =
    [
        "campaign.shared-network", "campaign.shared-device", "campaign.shared-client", "campaign.shared-sign-up",
        "campaign.shared-rhythm",
    ];

    /// <summary>Adds what was found. Returns how many findings there are then.</summary>
    /// <param name="campaigns">What is known of campaigns.</param>
    /// <param name="account">The account.</param>
    /// <param name="options">From when on it counts.</param>
    /// <param name="choices">How much the account's own choices speak against it.</param>
    /// <param name="findings">Room for what is there and <see cref="MaxFindings"/> more.</param>
    /// <param name="count">Findings that are there.</param>
    /// <param name="id">The campaign, if it is one that counts.</param>
    public static int Apply(
        CampaignBoard campaigns, AccountKey account, CampaignOptions options, ChoiceStanding choices,
        Span<Finding> findings, int count, out string? id)
    {
        id = null;
        if (options.MinEvidence <= 0 || !campaigns.TryFind(account, out var campaign, out var member)
            || campaign.Evidence < options.MinEvidence || campaign.Found < options.MinMembers
            || !IsClear(campaign.Kind, member, choices))
        {
            return count;
        }

        id = campaign.Id;
        var score = 1 - ((1 - AtThreshold) * options.MinEvidence / campaign.Evidence);
        var most = campaign.Kind == CampaignKind.Disjoint ? 1 : options.MaxIsolatedScore;
        findings[count++] = new Finding(CodeOf(campaign.Kind), member.Observed, member.Expected, Math.Min(score, most));
        for (var kind = 0; kind < Trait.Kinds; kind++)
        {
            if (member.Shared.Of((TraitKind)kind) is var others and > 0)
            {
                var usual = SharedTraits.RareShare * (campaign.Members.Length - 1);
                findings[count++] = new Finding(SharedCodes[kind], others, usual, SharedWeight);
            }
        }

        return count;
    }

    private static string CodeOf(CampaignKind kind) => kind switch
    {
        CampaignKind.Disjoint => "campaign.too-disjoint",
        CampaignKind.Isolated => "campaign.isolated",
        CampaignKind.Cover => "campaign.cover",
        CampaignKind.NoTaste => "campaign.no-taste",
        CampaignKind.NoFavourites => "campaign.no-favourites",
        _ => "campaign.no-returns",
    };

    /// <summary>
    /// Who is under cover, has no taste or favourites, or never comes back is so by itself: no more is asked of it.
    /// </summary>
    private static bool IsClear(CampaignKind kind, in CampaignMember member, ChoiceStanding choices) => kind switch
    {
        CampaignKind.Disjoint => IsDisjoint(member, choices),
        CampaignKind.Isolated => IsAlone(member, choices),
        _ => true,
    };

    private static bool IsAlone(in CampaignMember member, ChoiceStanding choices)
    {
        var (expected, observed) = (member.Expected, member.Observed);
        var mostOfOdd = choices == ChoiceStanding.NoReturn ? MostAloneOfNoReturn : MostOddAlone;
        return member.IsStranger
            || observed + Leeway <= MostAlone * expected
            || (choices != ChoiceStanding.Usual && observed <= mostOfOdd * expected)
            || (member.Shared.Any && observed + Leeway <= MostAloneOf(member.Shared) * expected);
    }

    private static bool IsDisjoint(in CampaignMember member, ChoiceStanding choices)
    {
        var (expected, observed) = (member.Expected, member.Observed);
        if (member.Shared.AnyOfOrigin && member.IsStranger)
        {
            return expected >= Eight;
        }

        var isOddOrOfOneClock = choices != ChoiceStanding.Usual || IsOfOneClock(member);
        return (member.IsAlike && expected >= Ten) || (isOddOrOfOneClock && expected >= Dozen)
            ? observed <= (MostShare * expected) - Leeway
            : expected >= DozenAndAHalf && observed <= NextToNothing * expected;
    }

    private static double MostAloneOf(SharedTraits shared) =>
        shared.AnyOfOrigin ? MostAloneOfSharers : MostAloneOfPaced;

    private static bool IsOfOneClock(in CampaignMember member) => member.Shared.Rhythm > 0 && member.IsStranger;
}
