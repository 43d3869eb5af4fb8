using ScrapeGuard.Core.Features;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests;

public sealed class ExactOracleTests
{
    [Test]
    public void Of_EveryFeature_HasDefinition()
    {
        var oracle = new ExactOracle(RandomStream.Small(seed: 1));
        foreach (var feature in Enum.GetValues<Feature>())
        {
            oracle.Of(feature).Should().BeInRange(0, 1e15, "{0}", feature);
        }
    }
}
