using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Epochs;

namespace ScrapeGuard.Console.Traffic;

/// <summary>All of a campaign as an answer has it; to be called while nothing changes.</summary>
internal static class CampaignPages
{
    private const int MaxMembers = 200;
    private const int MaxShared = 30;
    private const int LeastSharing = 2;
    private const int Digits = 3;
    private const long MicrosPerSecond = 1_000_000;

    /// <param name="view">What the list shows of it.</param>
    /// <param name="members">Its accounts, as far as they are known here.</param>
    /// <param name="tables">The model.</param>
    /// <param name="options">From when on the policy acts.</param>
    public static CampaignPageView Of(
        CampaignView view, IReadOnlyList<AccountTrace> members, TrafficTables tables, CampaignOptions options)
    {
        var found = tables.Campaigns.Find(view.Id)?.Found;
        var places = found?.Members.ToDictionary(member => member.Account);
        return new CampaignPageView
        {
            Id = view.Id,
            State = view.State,
            Kind = view.Kind,
            Members = view.Members,
            Opened = view.Opened,
            Updated = view.Updated,
            Evidence = view.Evidence,
            Tracks = view.Tracks,
            AudioTracks = view.AudioTracks,
            Bytes = view.Bytes,
            ShareOfCatalogue = view.ShareOfCatalogue,
            Suspended = view.Suspended,
            Text = view.Text,
            Why = found is null ? [] : CampaignWords.WhyOf(found, options),
            MemberList = [.. members.OrderByDescending(member => member.Tracks)
                .ThenBy(member => member.Name, StringComparer.Ordinal).Take(MaxMembers)
                .Select(member => MemberOf(member, view.Id, places, tables))],
            Named = members.Count(member => member.Campaign == view.Id),
            Unseen = found?.Members.Count(member => tables.Find(member.Account) is null) ?? 0,
            Growth = CampaignGrowth.Of(members, view.Tracks),
            Overlap = found is null ? null : OverlapOf(found),
            Shared =
            [
                .. SharedOf("network", members, tables, member => member.Addresses),
                .. SharedOf("device", members, tables, member => member.Devices),
                .. SharedOf("client", members, tables, member => member.Clients),
            ],
            Notes = [],
            History = [],
        };
    }

    /// <summary>The end of an epoch.</summary>
    public static Moment EndOf(long epoch) => new(Epoch.EndSecond(epoch) * MicrosPerSecond);

    private static OverlapView OverlapOf(Campaign found)
    {
        var (expected, seen) = CampaignWords.SharedOf(found);
        return new OverlapView(Math.Round(expected, Digits), Math.Round(seen, Digits));
    }

    private static CampaignMemberView MemberOf(
        AccountTrace account, string campaign, Dictionary<Core.Events.AccountKey, CampaignMember>? places,
        TrafficTables tables)
    {
        var view = new CampaignMemberView(AccountViews.Of(account, tables)) { Named = account.Campaign == campaign };
        return places is not null && places.TryGetValue(account.Key, out var member)
            ? view with
            {
                Joined = EndOf(member.SinceEpoch),
                SharedExpected = Math.Round(member.Expected, Digits),
                Shared = Math.Round(member.Observed, Digits),
            }
            : view;
    }

    private static IEnumerable<SharedView> SharedOf(
        string dimension, IReadOnlyList<AccountTrace> members, TrafficTables tables,
        Func<AccountTrace, SourceCounts> sources) =>
        members.SelectMany(member => sources(member).Sources).CountBy(source => source)
            .Where(source => source.Value >= LeastSharing)
            .Select(source => new SharedView(dimension, tables.Texts.Of(source.Key) ?? "", source.Value))
            .Where(shared => shared.Value.Length > 0)
            .OrderByDescending(shared => shared.Members).ThenBy(shared => shared.Value, StringComparer.Ordinal)
            .Take(MaxShared);
}
