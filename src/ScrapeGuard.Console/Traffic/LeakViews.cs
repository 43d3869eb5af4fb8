using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Traffic;

/// <summary>What is gone, and what was kept in; to be called while nothing changes.</summary>
internal static class LeakViews
{
    private const int MaxPoints = 200;
    private const int ShareDigits = 6;
    private const long MicrosPerHour = 3_600_000_000;

    public static LeakView Of(TrafficTables tables, ListeningShares listening)
    {
        var takers = tables.Accounts.Where(account => account.IsTaker).ToList();
        var (taken, wanted) = (tables.Taken, tables.Wanted);
        return new LeakView
        {
            Tracks = taken.Tracks,
            AudioTracks = taken.AudioTracks,
            Bytes = takers.Sum(account => account.Bytes),
            PreventedTracks = Math.Max(0, wanted.Tracks - taken.Tracks),
            PreventedAudioTracks = Math.Max(0, wanted.AudioTracks - taken.AudioTracks),
            PreventedBytes = takers.Sum(account => account.PreventedBytes),
            ShareOfCatalogue = tables.Plays.Tracks > 0
                ? Math.Round(Math.Min(1, taken.Tracks / tables.Plays.Tracks), ShareDigits)
                : null,
            ShareOfListening = listening.Of(taken.All, TrackMarks.None) is { } share
                ? Math.Round(share.Value, ShareDigits)
                : null,
            Series = Scaled(SeriesOf(takers), taken.Tracks, Math.Max(0, wanted.Tracks - taken.Tracks)),
        };
    }

    /// <summary>
    /// What several took counts once at the end, and it is not known in which hour it was taken twice: each hour keeps
    /// its share.
    /// </summary>
    private static IReadOnlyList<LeakPoint> Scaled(IReadOnlyList<LeakPoint> points, long taken, long prevented)
    {
        if (points is not [.., var last])
        {
            return points;
        }

        var ofTaken = last.Taken > taken ? (double)taken / last.Taken : 1;
        var ofPrevented = last.Prevented > prevented ? (double)prevented / last.Prevented : 1;
        return [.. points.Select(point => new LeakPoint(
            point.Time, (long)Math.Round(point.Taken * ofTaken), (long)Math.Round(point.Prevented * ofPrevented)))];
    }

    /// <summary>By hour, adding up; hours in which nothing happened are left out.</summary>
    public static IReadOnlyList<LeakPoint> SeriesOf(IEnumerable<AccountTrace> accounts)
    {
        var hours = new SortedDictionary<long, (double Taken, double Prevented)>();
        foreach (var hour in accounts.SelectMany(account => account.Hours))
        {
            var (before, kept) = hours.GetValueOrDefault(hour.Hour);
            hours[hour.Hour] = (before + hour.Tracks, kept + hour.Prevented);
        }

        var points = new List<LeakPoint>();
        var (taken, prevented) = (0.0, 0.0);
        foreach (var (hour, counts) in hours)
        {
            (taken, prevented) = (taken + counts.Taken, prevented + counts.Prevented);
            points.Add(new LeakPoint(
                new Moment(hour * MicrosPerHour), (long)Math.Round(taken), (long)Math.Round(prevented)));
        }

        return [.. points.TakeLast(MaxPoints)];
    }
}
