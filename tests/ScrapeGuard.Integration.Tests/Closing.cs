using ScrapeGuard.Integration.Tests.Traffic;

namespace ScrapeGuard.Integration.Tests;

/// <summary>Stops and removes, after the last test, what was started and written for the tests of this assembly.</summary>
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
