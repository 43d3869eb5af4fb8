using System.Globalization;

namespace ScrapeGuard.Core.Tests;

/// <summary>
/// The seed of a random test: printed, and taken from SCRAPEGUARD_TEST_SEED when a failure is to be repeated.
/// </summary>
internal static class TestSeed
{
    public static int Next()
    {
        var fixedSeed = Environment.GetEnvironmentVariable("SCRAPEGUARD_TEST_SEED");
        var seed = fixedSeed is null
            ? TestContext.CurrentContext.Random.Next()
            : int.Parse(fixedSeed, CultureInfo.InvariantCulture);
        TestContext.Out.WriteLine($"SCRAPEGUARD_TEST_SEED={seed}");
        return seed;
    }
}
