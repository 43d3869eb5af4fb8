using ScrapeGuard.Integration.Tests.Traffic;

namespace ScrapeGuard.Integration.Tests.Faults;

/// <summary>What a worker does when its policy's file changes while it works.</summary>
internal sealed class PolicyTests
{
    [Test]
    public void Worker_PolicyFileReplacedWhileItWorks_GoesOnWhereItWas()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "policy", capture: FaultCapture.Short);
        var folder = Directory.CreateTempSubdirectory("scrapeguard-policy-");
        var file = Path.Combine(folder.FullName, "policy.yaml");
        var text = File.ReadAllText(scenario.Settings["SCRAPEGUARD__POLICY__PATH"]);
        File.WriteAllText(file, text);
        scenario.Settings["SCRAPEGUARD__POLICY__PATH"] = file;
        scenario.Feed.Begin(perSecond: 500);
        var worker = scenario.StartMember("w1");
        scenario.WaitForCommitted(1);

        // The same policy in other words: what is decided must be the same, over each change of sessions.
        for (var round = 1; round <= 2; round++)
        {
            File.WriteAllText(file, $"{text}\n# change {round}\n");
            worker.WaitForLog("holds from now on", times: round);
            worker.WaitForLog("partitions assigned", times: 1 + round);
            File.WriteAllText(file, "thresholds: { suspend: 7 }\n");
            worker.WaitForLog("stays, for the file is wrong", times: round);
        }

        worker.Count("partitions assigned").Should().Be(3, "a file with a mistake changes nothing");
        scenario.FinishAndCompare(worker);
        folder.Delete(recursive: true);
    }
}
