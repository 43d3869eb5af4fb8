using ScrapeGuard.Integration.Tests.Traffic;

namespace ScrapeGuard.Integration.Tests.Faults;

/// <summary>Workers that are stopped or killed again and again, while events come.</summary>
internal sealed class StopAndKillTests
{
    private const int Rounds = 20;
    private const int EventsPerSecond = 1_200;

    [Test]
    public void Worker_StoppedCleanlyTwentyTimes_DecidesAsReplay()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "clean-stops");
        var moments = new Moments(scenario, seed: 20260105);
        scenario.Feed.Begin(EventsPerSecond);
        for (var round = 0; round < Rounds; round++)
        {
            var worker = scenario.StartWorker();
            moments.Await(worker);
            worker.Stop();
        }

        scenario.FinishAndCompare(scenario.StartWorker());
    }

    [Test]
    public void Worker_KilledTwentyTimes_DecidesAsReplay()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "kills");
        var moments = new Moments(scenario, seed: 20260106);
        scenario.Feed.Begin(EventsPerSecond);
        for (var round = 0; round < Rounds; round++)
        {
            var worker = scenario.StartMember("w1");
            moments.Await(worker);
            worker.Kill();
        }

        scenario.FinishAndCompare(scenario.StartMember("w1"));
    }

    [Test]
    public void Worker_KilledAtLeastOnceLane_DecidesAsReplayOnceRepeatsAreDropped()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "at-least-once");
        scenario.Settings["SCRAPEGUARD__WORKER__DELIVERY"] = "AtLeastOnce";
        var moments = new Moments(scenario, seed: 20260107);
        scenario.Feed.Begin(EventsPerSecond);
        for (var round = 0; round < Rounds / 2; round++)
        {
            var worker = scenario.StartMember("w1");
            moments.Await(worker);
            worker.Kill();
        }

        scenario.FinishAndCompareOnceEach(scenario.StartMember("w1"));
    }
}
