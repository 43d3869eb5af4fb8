using System.Collections.Immutable;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Console.Traffic;

/// <summary>
/// How much accounts took that were decided to be suspended, out of the model; to be called while nothing changes.
/// </summary>
internal static class ExtentBuilder
{
    private const int MaxAccounts = 1_000;

    public static LeakReport Build(TrafficTables tables, ListeningShares listening)
    {
        var takers = tables.Accounts.Where(account => account.IsTaker)
            .OrderBy(account => account.Name, StringComparer.Ordinal).ToList();
        var catalogue = tables.Plays.Tracks;
        return new LeakReport
        {
            Total = Of("", takers, tables.Taken, tables.Wanted, listening, catalogue),
            Campaigns = [.. takers.Where(account => account.Campaign is not null)
                .GroupBy(account => account.Campaign!).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Together(group.Key, [.. group], listening, catalogue))],
            Accounts = [.. takers.OrderByDescending(account => account.Tracks).Take(MaxAccounts)
                .OrderBy(account => account.Name, StringComparer.Ordinal)
                .Select(account => Of(
                    account.Name, [account], account.Taken, account.Wanted ?? account.Taken, listening, catalogue)
                    with
                {
                    Campaign = account.Campaign,
                    SuspendedMicros = account.SuspendedMicros,
                })],
            NotSeen = [],
            WithoutRoom = Math.Max(0, takers.Count - MaxAccounts),
            CatalogueTracks = catalogue,
            IsCatalogueTold = false,
            Plays = tables.Plays.Total,
            Repeats = 0,
            Canaries = [],
            Artists = [],
            Albums = [],
        };
    }

    private static LeakExtent Together(
        string name, IReadOnlyList<AccountTrace> members, ListeningShares listening, double catalogue)
    {
        var (taken, wanted) = (TrackTaking.Together(), TrackTaking.Together());
        foreach (var member in members)
        {
            taken.Merge(member.Taken);
            wanted.Merge(member.Wanted ?? member.Taken);
        }

        return Of(name, members, taken, wanted, listening, catalogue);
    }

    private static LeakExtent Of(
        string name, IReadOnlyList<AccountTrace> members, TrackTaking taken, TrackTaking wanted,
        ListeningShares listening, double catalogue)
    {
        var seen = members.Where(account => account.Events > 0).ToList();
        return new LeakExtent
        {
            Name = name,
            Accounts = members.Count,
            Tracks = taken.All.Count(),
            MetadataTracks = taken.All.Count(TrackMarks.Metadata),
            AudioTracks = taken.Audio.Count(),
            KeyTracks = taken.All.Count(TrackMarks.Key),
            RelativeError = taken.All.RelativeError,
            Bytes = members.Sum(account => account.Bytes),
            Requests = members.Sum(account => account.Events),
            Refused = members.Sum(account => account.Refused),
            Operations = OperationsOf(members),
            Catalogue = ShareOf(taken.All, catalogue),
            CatalogueAudio = ShareOf(taken.Audio, catalogue),
            Listening = listening.Of(taken.All, TrackMarks.None),
            ListeningAudio = listening.Of(taken.All, TrackMarks.Audio),
            Bands = [.. listening.Spread(taken.All)],
            FirstMicros = seen.Select(account => account.FirstMicros).DefaultIfEmpty(0).Min(),
            LastMicros = seen.Select(account => account.LastMicros).DefaultIfEmpty(0).Max(),
            Clients = members.SelectMany(account => account.Clients.Sources).Distinct().Count(),
            Networks = members.SelectMany(account => account.Networks.Sources).Distinct().Count(),
            Devices = members.SelectMany(account => account.Devices.Sources).Distinct().Count(),
            Prevented = new PreventedLeak(
                IsMeasured: true, Math.Max(0, wanted.Tracks - taken.Tracks),
                Math.Max(0, wanted.AudioTracks - taken.AudioTracks),
                members.Sum(account => account.PreventedBytes), members.Sum(account => account.RefusedSuspended)),
        };
    }

    private static ImmutableArray<(Operation Operation, long Requests)> OperationsOf(
        IReadOnlyList<AccountTrace> members) =>
        [.. Enum.GetValues<Operation>().Select(operation =>
            (operation, members.Sum(account => account.Served(operation))))];

    private static LeakShare ShareOf(TrackHaul haul, double catalogue)
    {
        var share = catalogue > 0 ? Math.Min(haul.Count() / catalogue, 1) : 0;
        return new LeakShare(share, share * haul.RelativeError);
    }
}
