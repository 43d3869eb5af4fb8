using ScrapeGuard.Integration.Tests.Traffic;
using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Faults;

/// <summary>Workers that share a group: they come, leave, die, stand still.</summary>
internal sealed class MembershipTests
{
    private const int Rounds = 12;

    /// <summary>Dead and frozen workers are noticed soon; the broker of the tests allows it.</summary>
    private static readonly string[] ShortSession = ["--kafka-property", "session.timeout.ms=3000"];

    [Test]
    public void Workers_JoiningAndLeaving_DecideAsReplay()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "members", partitions: 6);
        var moments = new Moments(scenario, seed: 20260108);
        scenario.Feed.Begin(perSecond: 1_000);
        var workers = new List<WorkerProcess> { scenario.StartWorker(ShortSession) };
        for (var round = 0; round < Rounds; round++)
        {
            var joins = workers.Count == 1 || (workers.Count == 2 && moments.Toss());
            if (joins)
            {
                workers.Add(scenario.StartWorker(ShortSession));
                moments.Await(workers[^1]);
                continue;
            }

            var leaving = workers[moments.Next(workers.Count)];
            workers.Remove(leaving);
            moments.AwaitWork(workers[0]);
            if (round % 3 == 0)
            {
                leaving.Kill();
            }
            else
            {
                leaving.Stop();
            }
        }

        scenario.FinishAndCompare([.. workers]);
    }

    [Test]
    public void Workers_OneFrozenForLongerThanItsSession_DecideAsReplay()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "frozen");
        var moments = new Moments(scenario, seed: 20260109);
        scenario.Feed.Begin(perSecond: 1_000);
        WorkerProcess[] workers = [scenario.StartWorker(ShortSession), scenario.StartWorker(ShortSession)];
        for (var round = 0; round < 4; round++)
        {
            var (frozen, other) = (workers[round % 2], workers[1 - (round % 2)]);
            moments.AwaitWork(frozen);
            Moments.Pass(moments.Next(100));
            var taken = other.Count("accounts restored");
            frozen.Send(Signal.Stop);

            // The group gives all of its partitions to the other.
            other.WaitForLog("accounts restored", taken + 1);
            moments.AwaitWork(other);
            var lost = frozen.Count("starts anew");
            frozen.Send(Signal.Continue);
            frozen.WaitForLog("starts anew", lost + 1);
        }

        scenario.FinishAndCompare(workers);
    }

    [Test]
    public void Worker_FrozenForShorterThanItsSession_DecidesAsReplay()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "naps");
        var moments = new Moments(scenario, seed: 20260110);
        WorkerProcess[] workers = [scenario.StartWorker(), scenario.StartWorker()];
        foreach (var worker in workers)
        {
            worker.WaitForLog("accounts restored");
        }

        for (var round = 0; round < 4; round++)
        {
            // All is read, and for so long that partitions count as idle; then much comes at once while one is frozen.
            scenario.Feed.Write(4_000);
            scenario.WaitForCommitted(scenario.Feed.Written);
            var frozen = workers[round % 2];
            frozen.Send(Signal.Stop);
            scenario.Feed.Write(8_000);
            Moments.Pass(3_000 + moments.Next(500));
            frozen.Send(Signal.Continue);
        }

        scenario.FinishAndCompare(workers);
    }

    [Test]
    public void Workers_TwoOfAGroup_ShareThePartitions()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "shares", capture: FaultCapture.Short);
        WorkerProcess[] workers = [scenario.StartWorker(), scenario.StartWorker()];
        scenario.Feed.Begin(perSecond: 2_000);
        foreach (var worker in workers)
        {
            worker.WaitForLog("accounts restored");
        }

        scenario.FinishAndCompare(workers);
    }
}
