using ScrapeGuard.Campaigns.Leaks;

namespace ScrapeGuard.Campaigns.Tests.Leaks;

public sealed class DistinctSketchTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(100)]
    [TestCase(5_000)]
    [TestCase(60_000)]
    [TestCase(200_000)]
    [TestCase(1_000_000)]
    public void Estimate_ManySeeds_KeepsItsStandardError(int count)
    {
        const int Seeds = 12;
        var (squares, sum) = (0.0, 0.0);
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var sketch = new DistinctSketch();
            foreach (var track in Tracks.Of(seed, count))
            {
                sketch.Add(track);
            }

            var error = count == 0 ? sketch.Estimate : (sketch.Estimate / count) - 1;
            error.Should().BeInRange(-0.02, 0.02, "seed {0}", seed);
            squares += error * error;
            sum += error;
        }

        // Twelve seeds: their own error is a fifth, so twice the standard error is far out.
        Math.Sqrt(squares / Seeds).Should().BeLessThan(2 * DistinctSketch.RelativeError);
        Math.Abs(sum / Seeds).Should().BeLessThan(1.5 * DistinctSketch.RelativeError, "there is no bias");
    }

    [Test]
    public void Merge_AnyOrderAndTwice_IsTheSketchOfTheUnion()
    {
        var tracks = Tracks.Of(7, 30_000).ToArray();
        var (left, right, all) = (new DistinctSketch(), new DistinctSketch(), new DistinctSketch());
        for (var i = 0; i < tracks.Length; i++)
        {
            all.Add(tracks[i]);
            if (i < 20_000)
            {
                left.Add(tracks[i]);
            }

            if (i >= 10_000)
            {
                right.Add(tracks[i]);
            }
        }

        var (one, other) = (new DistinctSketch(), new DistinctSketch());
        one.Merge(left);
        one.Merge(right);
        one.Merge(left);
        other.Merge(right);
        other.Merge(left);

        one.Estimate.Should().Be(all.Estimate);
        other.Estimate.Should().Be(all.Estimate);
    }
}
