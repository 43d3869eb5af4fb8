using ScrapeGuard.Cli.Report;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// What flagged accounts had taken over time. Exact is what an account had taken at its first decision, at its first
/// suspension and at the end; in between it is spread by what the account's events served, or evenly where nothing is
/// known of them.
/// </summary>
internal sealed class LeakBuilder(TimeScale scale, FlaggedActivity activity)
{
    private readonly double[] _tracksBefore = new double[scale.Count];
    private readonly double[] _tracksAfter = new double[scale.Count];
    private readonly double[] _bytesBefore = new double[scale.Count];
    private readonly double[] _bytesAfter = new double[scale.Count];
    private readonly double[] _weights = new double[scale.Count];
    private (long Tracks, long Bytes) _before;
    private (long Tracks, long Bytes) _after;

    /// <summary>Adds an account. In a fixed order the same accounts give the same bits.</summary>
    public void Add(FlaggedTally account, AccountSummary end)
    {
        var series = activity.Of(account.Account);
        var first = new Anchor(account.First.Micros, account.First.Exposure.Tracks, account.First.Exposure.Bytes);
        var last = new Anchor(end.LastMicros, end.Exposure.Tracks, end.Exposure.Bytes);
        AddStretch(new Anchor(end.FirstMicros, 0, 0), first, series, isAfter: false);
        if (account.Suspended is not { } suspended)
        {
            AddStretch(first, last, series, isAfter: false);
            return;
        }

        var turn = new Anchor(suspended.Micros, suspended.Exposure.Tracks, suspended.Exposure.Bytes);
        AddStretch(first, turn, series, isAfter: false);
        AddStretch(turn, last, series, isAfter: true);
    }

    public LeakSeries Build() => new()
    {
        TracksBefore = [.. Cumulate(_tracksBefore, _before.Tracks)],
        TracksAfter = [.. Cumulate(_tracksAfter, _after.Tracks)],
        BytesBefore = [.. Cumulate(_bytesBefore, _before.Bytes)],
        BytesAfter = [.. Cumulate(_bytesAfter, _after.Bytes)],
    };

    /// <summary>Rounding never goes beyond the exact end.</summary>
    private static long[] Cumulate(double[] steps, long end)
    {
        var sums = new long[steps.Length];
        var sum = 0.0;
        for (var i = 0; i < steps.Length; i++)
        {
            sum += steps[i];
            sums[i] = Math.Min((long)Math.Round(sum), end);
        }

        sums[^1] = end;
        return sums;
    }

    private void AddStretch(Anchor from, Anchor to, BucketSeries? series, bool isAfter)
    {
        // Distinct tracks are estimated, and an account that was forgotten began anew: never backwards.
        var tracks = Math.Max(0, to.Tracks - from.Tracks);
        var bytes = Math.Max(0, to.Bytes - from.Bytes);
        ref var sum = ref isAfter ? ref _after : ref _before;
        sum = (sum.Tracks + tracks, sum.Bytes + bytes);
        var (start, end) = (scale.PlaceOf(from.Micros), scale.PlaceOf(Math.Max(from.Micros, to.Micros)));
        Spread(isAfter ? _tracksAfter : _tracksBefore, tracks, start, end, series, bucket => bucket.Tracks);
        Spread(isAfter ? _bytesAfter : _bytesBefore, bytes, start, end, series, bucket => bucket.Bytes);
    }

    private void Spread(
        double[] steps, long amount, int start, int end, BucketSeries? series, Func<BucketSums, long> value)
    {
        var all = 0.0;
        if (series is not null)
        {
            Array.Clear(_weights);
            foreach (var bucket in series.Buckets)
            {
                var place = scale.PlaceOf(bucket.Number * series.WidthSeconds * 1_000_000);
                if (place >= start && place <= end)
                {
                    _weights[place] += value(bucket);
                    all += value(bucket);
                }
            }
        }

        for (var place = start; place <= end; place++)
        {
            steps[place] += amount * (all > 0 ? _weights[place] / all : 1.0 / (end - start + 1));
        }
    }

    /// <summary>A time at which it is exactly known what was taken.</summary>
    private readonly record struct Anchor(long Micros, long Tracks, long Bytes);
}
