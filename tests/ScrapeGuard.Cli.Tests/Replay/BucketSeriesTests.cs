using ScrapeGuard.Cli.Replay;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class BucketSeriesTests
{
    [Test]
    public void Add_AnyOrder_IsTheSumOfTheFinestWidthThatFits(
        [Range(1, 25)] int seed, [Values(1, 3, 64)] int maxBuckets)
    {
        var random = new Random(seed);
        var spread = Math.Pow(10, random.Next(6, 16));
        var times = Enumerable.Range(0, 300)
            .Select(_ => SampleDecisions.Start + (long)((random.NextDouble() - 0.5) * spread)).ToArray();
        var series = new BucketSeries(maxBuckets);
        foreach (var time in times)
        {
            series.Add(time, 1, 2, time % 1_000);
        }

        var width = BucketWidths.Finest;
        while (times.Select(time => BucketWidths.Of(time, width)).Distinct().Count() > maxBuckets
            && BucketWidths.Coarser(width) != width)
        {
            width = BucketWidths.Coarser(width);
        }

        var expected = times.GroupBy(time => BucketWidths.Of(time, width)).OrderBy(group => group.Key)
            .Select(group => new BucketSums
            {
                Number = group.Key,
                Events = group.Count(),
                Tracks = group.Count() * 2,
                Bytes = group.Sum(time => time % 1_000),
            });
        series.WidthSeconds.Should().Be(width, $"seed {seed}");
        series.Buckets.ToArray().Should().Equal(expected, $"seed {seed}");
    }

    [Test]
    public void Of_Scale_HoldsEveryEventInNoMoreBuckets([Range(1, 25)] int seed)
    {
        var random = new Random(seed);
        var spread = (long)Math.Pow(10, random.Next(6, 16));
        var series = new BucketSeries(4_096);
        for (var i = 0; i < 500; i++)
        {
            series.Add(SampleDecisions.Start + random.NextInt64(spread), 1, 0, 0);
        }

        var scale = TimeScale.Of(series, 240);
        scale.Count.Should().BeInRange(1, 240, $"seed {seed}");
        var values = scale.Spread(series, bucket => bucket.Events);
        values.Should().HaveCount(scale.Count);
        values.Sum().Should().Be(500, $"seed {seed}");
        values[0].Should().BePositive($"seed {seed}");
        values[^1].Should().BePositive($"seed {seed}");
    }
}
