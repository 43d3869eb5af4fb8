using ScrapeGuard.Integration.Tests.Traffic;
using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Faults;

/// <summary>Draws the moments at which workers are stopped, by a seed that is printed.</summary>
internal sealed class Moments
{
    private readonly Random _random;
    private readonly Scenario _scenario;

    public Moments(Scenario scenario, int seed)
    {
        (_scenario, _random) = (scenario, new Random(seed));
        TestContext.Progress.WriteLine($"{scenario.Name}: seed {seed}");
    }

    /// <summary>
    /// Waits for one: while the worker starts, joins, restores; most often at work, after some commits and a moment
    /// more.
    /// </summary>
    public void Await(WorkerProcess worker)
    {
        switch (_random.Next(8))
        {
            case 0:
                worker.WaitForLog("joins group");
                break;
            case 1:
                worker.WaitForLog("partitions assigned");
                break;
            case 2:
                worker.WaitForLog("accounts restored", _random.Next(1, _scenario.Partitions));
                break;
            default:
                AwaitWork(worker);
                break;
        }

        Pass(_random.Next(150));
    }

    /// <summary>Waits until some more events are committed.</summary>
    public void AwaitWork(WorkerProcess worker)
    {
        worker.WaitForLog("accounts restored");
        _scenario.WaitForCommitted(Math.Min(_scenario.Committed + _random.Next(1, 500), _scenario.Feed.Written));
    }

    public bool Toss() => _random.Next(2) == 0;

    public int Next(int below) => _random.Next(below);

    /// <summary>Lets the workers go on for a moment that nothing tells the end of.</summary>
    public static void Pass(int milliseconds)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(milliseconds);
    }
}
