using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Traffic;

/// <summary>Campaigns of the model as lists have them; to be called while nothing changes.</summary>
internal static class CampaignViews
{
    private const int ShareDigits = 6;
    private const int EvidenceDigits = 3;
    private const string CodePrefix = "campaign.";

    public static string StateOf(string id, Case? found, TrafficTables tables) =>
        found is { IsOpen: false } || !tables.Campaigns.IsOpen(id) ? "closed" : "open";

    /// <summary>What changed since this was asked last.</summary>
    public static IReadOnlyList<CampaignNews> NewsOf(TrafficTables tables)
    {
        var changed = tables.Campaigns.TakeChanges();
        if (changed.Count == 0)
        {
            return [];
        }

        var members = CampaignMembers.All(tables);
        return
        [
            .. changed.Select(id => new CampaignNews(
                id, StateOf(id, found: null, tables),
                CampaignMembers.CountOf(id, members.GetValueOrDefault(id) ?? [], tables))),
        ];
    }

    /// <param name="id">The campaign.</param>
    /// <param name="members">Its accounts, as far as they are known here.</param>
    /// <param name="found">Its case; null: there is none.</param>
    /// <param name="tables">The model.</param>
    public static CampaignView Of(
        string id, IReadOnlyList<AccountTrace> members, Case? found, TrafficTables tables)
    {
        var union = UnionOf(members);
        var times = TimesOf(id, members, found, tables);
        var known = tables.Campaigns.Find(id)?.Found;
        var count = CampaignMembers.CountOf(id, members, tables);
        var sum = members.Sum(member => member.Taken.Tracks);
        return new CampaignView
        {
            Id = id,
            State = StateOf(id, found, tables),
            Kind = known is null ? DecidedKindOf(id, members) : CampaignWords.Of(known.Kind),
            Members = Math.Max(count, found?.Accounts ?? 0),
            Opened = new Moment(times.Min()),
            Updated = new Moment(times.Max()),
            Evidence = Math.Round(known?.Evidence ?? 0, EvidenceDigits),
            Tracks = union.Tracks,
            AudioTracks = union.AudioTracks,
            Bytes = members.Sum(member => member.Bytes),
            ShareOfCatalogue = tables.Plays.Tracks > 0
                ? Math.Round(Math.Min(1, union.Tracks / tables.Plays.Tracks), ShareDigits)
                : null,
            Suspended = members.Count(member => member.IsSuspended),
            Text = sum == 0
                ? $"{count:N0} accounts that were found together"
                : $"{members.Count:N0} accounts took {union.Tracks:N0} tracks together, {sum:N0} counted one by one",
        };
    }

    /// <summary>Moments at which something became known of it.</summary>
    private static List<long> TimesOf(
        string id, IReadOnlyList<AccountTrace> members, Case? found, TrafficTables tables)
    {
        List<long> times =
        [
            .. members.SelectMany(member => member.Decisions).Where(decision => decision.Campaign == id)
                .Select(decision => decision.TimeMicros),
        ];
        if (tables.Campaigns.Find(id)?.Found is { } campaign)
        {
            times.AddRange(
                CampaignPages.EndOf(campaign.SinceEpoch).Micros, CampaignPages.EndOf(campaign.SeenEpoch).Micros);
        }

        if (found is not null)
        {
            times.AddRange(found.OpenedMicros, found.ChangedMicros);
        }

        return times.Count > 0 ? times : [0];
    }

    /// <summary>The kind that decisions tell of, where the engine does not.</summary>
    private static string DecidedKindOf(string id, IReadOnlyList<AccountTrace> members) =>
        members.SelectMany(member => member.Decisions).Where(decision => decision.Campaign == id)
            .SelectMany(decision => decision.Reasons)
            .Where(reason => reason.Code.StartsWith(CodePrefix, StringComparison.Ordinal))
            .OrderByDescending(reason => reason.Weight).ThenBy(reason => reason.Code, StringComparer.Ordinal)
            .Select(reason => reason.Code[CodePrefix.Length..]).FirstOrDefault() ?? "unknown";

    private static TrackTaking UnionOf(IReadOnlyList<AccountTrace> members)
    {
        var union = TrackTaking.Together();
        foreach (var member in members)
        {
            union.Merge(member.Taken);
        }

        return union;
    }
}
