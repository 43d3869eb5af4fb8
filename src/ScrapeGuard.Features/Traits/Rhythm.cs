using ScrapeGuard.Features.Behaviour;
using ScrapeGuard.Features.Windows;

namespace ScrapeGuard.Features.Traits;

/// <summary>
/// How an account paces, as coarse keys: requests an hour of those in which it was active, over the week, in half
/// octaves; the mean of the logarithms of its last 64 gaps, in half octaves, which beside the pace says how evenly it
/// goes; and the eighth of the day (UTC) around which it is active, unless it is so round the clock. Accounts that one
/// program drives work by one clock: of a dozen, eight and more have a key in common. All of it is read from what is
/// kept for features.
/// </summary>
/// <remarks>
/// Where a bucket ends is chance: so there are two keys, the second of buckets that are shifted by half of one in all
/// three. Who is near the border of one is in the middle of the other.
/// </remarks>
public static class Rhythm
{
    /// <summary>Keys of an account.</summary>
    public const int Keys = 2;

    /// <summary>Active hours of the week from which on their middle is known to an hour or two.</summary>
    private const int FewestHours = 16;

    private const int MaxBucket = 63;

    // 2^(1/4): half of a half octave.
    private const double QuarterOctave = 1.189207115002721;

    /// <summary>
    /// The trait of an account's rhythm; 0: too little is known of it.
    /// </summary>
    /// <param name="account">What is kept of the account.</param>
    /// <param name="key">Which, below <see cref="Keys"/>.</param>
    public static ulong Of(in AccountFeatures account, int key)
    {
        var hours = account.ActiveHours.CountWeek();
        if (account.Gaps.Count < GapStatistics.Memory || hours < FewestHours)
        {
            return 0;
        }

        var requests = account.Week.Sum(WindowCut.GoneOf(account.LastSecond, WindowCut.Week))[Counter.Requests];
        var pace = (double)requests / hours;
        var bucket = StableLog.HalfOctaveOf(key == 0 ? pace : pace * QuarterOctave);
        var gap = (int)((2 * account.Gaps.Mean) + (0.5f * key));
        var part = account.ActiveHours.PartOfDay(isShifted: key != 0);
        var value = (((ulong)Math.Clamp(bucket, 0, MaxBucket) * (MaxBucket + 1)) + (ulong)Math.Min(gap, MaxBucket))
            * (ActiveHours.PartsOfDay + 1);
        return Trait.Of(TraitKind.Rhythm, 1 + (ulong)key + (Keys * (value + (ulong)part)));
    }
}
