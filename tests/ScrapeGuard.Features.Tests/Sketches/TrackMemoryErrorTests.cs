using ScrapeGuard.Features.Sketches;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Sketches;

/// <summary>Bias and standard error of the distinct counts, over seeds, for accounts of every pace.</summary>
public sealed class TrackMemoryErrorTests
{
    private const int Seeds = 300;
    private const int Hour = 3_600;
    private const int Day = 86_400;
    private const int Week = 604_800;

    /// <summary>All tracks of the window in one go, evenly over it; nothing before.</summary>
    [TestCase(10, Hour)]
    [TestCase(30, Hour)]
    [TestCase(100, Hour)]
    [TestCase(1_000, Hour)]
    [TestCase(10_000, Hour)]
    [TestCase(10, Day)]
    [TestCase(30, Day)]
    [TestCase(100, Day)]
    [TestCase(1_000, Day)]
    [TestCase(10_000, Day)]
    [TestCase(10, Week)]
    [TestCase(30, Week)]
    [TestCase(100, Week)]
    [TestCase(1_000, Week)]
    [TestCase(10_000, Week)]
    public void CountDistinct_FirstWindow_KeepsStatedError(int tracks, int window) =>
        Check(tracks, window, windows: 1, tracks <= 30 ? 0.02 : 0.32);

    /// <summary>
    /// The same pace for five windows: what left the window must not weigh on the estimate. A day among busy weeks has
    /// but a few places of the week's sample, so its error is the greatest.
    /// </summary>
    [TestCase(10, Hour, 0.02)]
    [TestCase(100, Hour, 0.36)]
    [TestCase(1_000, Hour, 0.36)]
    [TestCase(30, Day, 0.48)]
    [TestCase(100, Day, 0.6)]
    [TestCase(1_000, Day, 0.85)]
    [TestCase(30, Week, 0.02)]
    [TestCase(100, Week, 0.36)]
    [TestCase(1_000, Week, 0.36)]
    [TestCase(3_000, Week, 0.36)]
    public void CountDistinct_SteadyPace_KeepsStatedError(int tracks, int window, double stated) =>
        Check(tracks, window, windows: 5, stated);

    private static void Check(int tracks, int window, int windows, double stated)
    {
        var errors = new double[Seeds];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var memory = default(TrackMemory);
            var catalogue = Catalogue.Random(tracks * windows, seed);
            var units = catalogue.Select((_, i) => (uint)((RandomStream.Start + ((long)i * window / tracks)) / 16)).ToArray();
            for (var i = 0; i < catalogue.Length; i++)
            {
                memory.See(catalogue[i], units[i]);
            }

            var exact = units.Count(u => units[^1] - u <= window / 16);
            errors[seed] = (memory.CountDistinct(window) / exact) - 1;
        }

        var bias = errors.Average();
        var error = Math.Sqrt(errors.Average(e => e * e));
        TestContext.Out.WriteLine($"n {tracks} window {window} x{windows}: bias {bias:P1} standard error {error:P1}");
        error.Should().BeLessThan(stated, "seeds 0 to {0}", Seeds - 1);
        Math.Abs(bias).Should().BeLessThan(0.01 + (3 * error / Math.Sqrt(Seeds)), "the estimate is unbiased");
    }
}
