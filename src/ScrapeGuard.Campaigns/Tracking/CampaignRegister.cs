using System.Collections.Immutable;
using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Campaigns.Tracking;

/// <summary>
/// Campaigns over time. A group that has members of a known campaign of its kind is that campaign, grown; one that has
/// members of several makes them one, under the name of the eldest; any other is a new one. Who is a member stays one
/// until the campaign was not seen for a week.
/// </summary>
internal static class CampaignRegister
{
    /// <summary>Open campaigns; further ones wait until one is closed.</summary>
    public const int MaxCampaigns = 256;

    /// <summary>Members of a campaign; further ones are left out.</summary>
    public const int MaxMembers = 4_096;

    /// <summary>A week.</summary>
    public const int QuietEpochs = 1_008;

    /// <summary>What is known after a search, the eldest campaign first.</summary>
    /// <param name="known">What was known before it.</param>
    /// <param name="found">What it found, that of the most evidence first.</param>
    /// <param name="epoch">The epoch at whose end it was made.</param>
    public static ImmutableArray<Campaign> Update(
        ImmutableArray<Campaign> known, IReadOnlyList<FoundGroup> found, long epoch)
    {
        var open = known.Where(campaign => epoch - campaign.SeenEpoch <= QuietEpochs).ToList();
        foreach (var group in found)
        {
            var accounts = group.Members.Select(member => member.Account).ToHashSet();
            var same = open.Where(campaign => campaign.Kind == group.Kind && IsOne(campaign, accounts)).ToList();
            if (same.Count == 0 && open.Count >= MaxCampaigns)
            {
                continue;
            }

            open.RemoveAll(same.Contains);
            var others = KindsOfMembers(open);
            var joined = InOrder(same).ToList();
            if (Join(joined, group, others, epoch) is { } campaign)
            {
                open.Add(campaign);
            }
        }

        return [.. InOrder(open)];
    }

    private static IEnumerable<Campaign> InOrder(IEnumerable<Campaign> campaigns) =>
        campaigns.OrderBy(campaign => campaign.SinceEpoch).ThenBy(campaign => campaign.Number);

    /// <summary>A member or two may be in a group by chance; a fifth of the smaller one is not.</summary>
    private static bool IsOne(Campaign campaign, HashSet<AccountKey> accounts)
    {
        var shared = campaign.Members.Count(member => accounts.Contains(member.Account));
        return shared >= 2 && shared * 5 >= Math.Min(campaign.Members.Length, accounts.Count);
    }

    private static Dictionary<AccountKey, CampaignKind> KindsOfMembers(List<Campaign> campaigns)
    {
        var kinds = new Dictionary<AccountKey, CampaignKind>();
        foreach (var campaign in campaigns)
        {
            foreach (var member in campaign.Members)
            {
                kinds[member.Account] = campaign.Kind;
            }
        }

        return kinds;
    }

    /// <param name="same">Known campaigns that the group is, the eldest first.</param>
    /// <param name="group">What was found.</param>
    /// <param name="others">Members of other campaigns, and of which kind these are.</param>
    /// <param name="epoch">When.</param>
    private static Campaign? Join(
        List<Campaign> same, FoundGroup group, Dictionary<AccountKey, CampaignKind> others, long epoch)
    {
        var members = new SortedDictionary<AccountKey, CampaignMember>();
        foreach (var member in same.SelectMany(campaign => campaign.Members))
        {
            members[member.Account] = member;
        }

        foreach (var found in group.Members.Where(found => !others.ContainsKey(found.Account)))
        {
            var since = members.TryGetValue(found.Account, out var before) ? before.SinceEpoch : epoch;
            if (members.Count < MaxMembers || since != epoch)
            {
                members[found.Account] = new CampaignMember(
                    found.Account, since, found.Expected, found.Observed, found.IsAlike, found.Shared,
                    found.IsStranger);
            }
        }

        // What is left of a group most of whose pairs are another campaign's is none of its own. Who is known as a
        // scraper by what it takes itself is company all the same.
        var pairsOfOthers = group.Kind != CampaignKind.Disjoint ? 0 : group.Members.Count(found =>
            others.TryGetValue(found.Account, out var kind) && kind == CampaignKind.Disjoint);
        var company = group.Members.Length - pairsOfOthers;
        if (members.Count == 0 || (same.Count == 0 && company * 2 < group.Members.Length))
        {
            return null;
        }

        return new Campaign
        {
            Number = same.Count > 0 ? same[0].Number : NumberOf(members.Keys.First(), epoch),
            Kind = group.Kind,
            Members = [.. members.Values],
            Found = same.Select(campaign => campaign.Found).Append(company).Append(members.Count).Max(),
            Evidence = same.Select(campaign => campaign.Evidence).Append(group.Evidence).Max(),
            SinceEpoch = same.Count > 0 ? same[0].SinceEpoch : epoch,
            SeenEpoch = epoch,
        };
    }

    private static ulong NumberOf(AccountKey first, long epoch) =>
        StableHash.Combine(StableHash.Combine(first.High, first.Low), (ulong)epoch);
}
