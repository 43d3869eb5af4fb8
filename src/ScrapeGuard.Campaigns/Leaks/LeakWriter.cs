using System.Collections.Immutable;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>Turns sums and hauls into extents.</summary>
internal sealed class LeakWriter
{
    private readonly ListeningShares _listening;
    private readonly double _catalogueError;
    private readonly long _endMicros;

    public LeakWriter(PlayCounts plays, long? catalogueTracks, long endMicros)
    {
        _listening = new ListeningShares(plays);
        _endMicros = endMicros;
        CatalogueTracks = catalogueTracks ?? plays.Tracks;
        _catalogueError = catalogueTracks is null ? plays.RelativeError : 0;
    }

    public double CatalogueTracks { get; }

    public LeakExtent Account(LeakSubject subject, LeakTally tally, TrackHaul haul) =>
        Write(subject.Account, 1, tally, haul, PreventedLeak.Of(subject, tally, haul, _endMicros)) with
        {
            Campaign = subject.Campaign,
            SuspendedMicros = subject.SuspendedMicros,
        };

    public LeakExtent Together(string name, List<(LeakTally Tally, PreventedLeak Prevented)> members, TrackHaul haul)
    {
        var tally = new LeakTally();
        var prevented = PreventedLeak.None;
        foreach (var member in members)
        {
            tally.Merge(member.Tally);
            prevented = prevented.Plus(member.Prevented);
        }

        return Write(name, members.Count, tally, haul, prevented);
    }

    private LeakExtent Write(string name, int accounts, LeakTally tally, TrackHaul haul, PreventedLeak prevented) =>
        new()
        {
            Name = name,
            Accounts = accounts,
            Tracks = haul.Count(),
            MetadataTracks = haul.Count(TrackMarks.Metadata),
            AudioTracks = haul.Count(TrackMarks.Audio),
            KeyTracks = haul.Count(TrackMarks.Key),
            RelativeError = haul.RelativeError,
            Bytes = tally.Bytes,
            Requests = tally.Requests,
            Refused = tally.Refused,
            Operations = OperationsOf(tally),
            Catalogue = ShareOf(haul.Count(), haul.RelativeError),
            CatalogueAudio = ShareOf(haul.Count(TrackMarks.Audio), haul.RelativeError),
            Listening = _listening.Of(haul, TrackMarks.None),
            ListeningAudio = _listening.Of(haul, TrackMarks.Audio),
            Bands = [.. _listening.Spread(haul)],
            FirstMicros = tally.FirstMicros,
            LastMicros = tally.LastMicros,
            Clients = tally.Clients.Count,
            Networks = tally.Networks.Count,
            Devices = tally.Devices.Count,
            Prevented = prevented,
        };

    private static ImmutableArray<(Operation, long)> OperationsOf(LeakTally tally) =>
        [.. Enum.GetValues<Operation>().Select(operation => (operation, tally.Served(operation)))];

    private LeakShare ShareOf(double tracks, double relativeError)
    {
        if (CatalogueTracks <= 0)
        {
            return default;
        }

        var share = Math.Min(tracks / CatalogueTracks, 1);
        return new LeakShare(
            share, share * Math.Sqrt((relativeError * relativeError) + (_catalogueError * _catalogueError)));
    }
}
