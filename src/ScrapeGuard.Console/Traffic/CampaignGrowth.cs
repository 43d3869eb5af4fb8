using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Traffic;

/// <summary>
/// What the accounts of a campaign had taken by the end of each hour: together, where a track counts once, and each for
/// itself. Counted on the tracks that are known of all of them, then scaled to how many there are in the end.
/// </summary>
internal static class CampaignGrowth
{
    private const int MaxPoints = 200;

    /// <summary>Tracks that are laid over each other; of more a share of them, the same of every account.</summary>
    private const int MaxTakings = 200_000;

    private const long MicrosPerHour = 3_600_000_000;

    /// <param name="members">The accounts.</param>
    /// <param name="union">Tracks that they took together.</param>
    public static IReadOnlyList<GrowthPoint> Of(IReadOnlyList<AccountTrace> members, long union)
    {
        var limit = LimitOf(members);
        var first = new Dictionary<ulong, int>();
        var hours = new SortedDictionary<int, (long Union, long Sum)>();
        foreach (var member in members)
        {
            var tracks = member.FirstTakings.Tracks;
            var taken = member.FirstTakings.Hours;
            for (var i = 0; i < tracks.Length && tracks[i] <= limit; i++)
            {
                Add(hours, taken[i], 0, 1);
                first[tracks[i]] = first.TryGetValue(tracks[i], out var hour) ? Math.Min(hour, taken[i]) : taken[i];
            }
        }

        foreach (var hour in first.Values)
        {
            Add(hours, hour, 1, 0);
        }

        var sum = members.Sum(member => member.Taken.Tracks);
        return Cumulate(
            hours, union / Math.Max(1.0, first.Count), sum / Math.Max(1.0, hours.Values.Sum(hour => hour.Sum)));
    }

    /// <summary>Up to which hash the tracks of all members are known, and are not too many.</summary>
    private static ulong LimitOf(IReadOnlyList<AccountTrace> members)
    {
        var limit = members.Select(member => member.FirstTakings.Limit).DefaultIfEmpty(ulong.MaxValue).Min();
        var takings = members.Sum(member => member.FirstTakings.Count * (limit / (double)member.FirstTakings.Limit));
        return takings <= MaxTakings ? limit : (ulong)(limit * (MaxTakings / takings));
    }

    private static void Add(SortedDictionary<int, (long Union, long Sum)> hours, int hour, long union, long sum)
    {
        var (unionBefore, sumBefore) = hours.GetValueOrDefault(hour);
        hours[hour] = (unionBefore + union, sumBefore + sum);
    }

    private static IReadOnlyList<GrowthPoint> Cumulate(
        SortedDictionary<int, (long Union, long Sum)> hours, double ofUnion, double ofSum)
    {
        var points = new List<GrowthPoint>();
        var (union, sum) = (0L, 0L);
        foreach (var (hour, taken) in hours)
        {
            (union, sum) = (union + taken.Union, sum + taken.Sum);
            points.Add(new GrowthPoint(
                new Moment(hour * MicrosPerHour), (long)Math.Round(union * ofUnion), (long)Math.Round(sum * ofSum)));
        }

        return [.. points.TakeLast(MaxPoints)];
    }
}
