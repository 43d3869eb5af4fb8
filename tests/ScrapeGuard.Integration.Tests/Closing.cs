using ScrapeGuard.Integration.Tests.Traffic;

namespace ScrapeGuard.Integration.Tests;

/// <summary>Stops and removes, after the last test, what the tests of this assembly started and wrote.</summary>
[SetUpFixture]
public sealed class Closing
{
    [OneTimeTearDown]
    public void Close()
    {
        RealCluster.Stop();
        FaultCapture.Remove();
    }
}
