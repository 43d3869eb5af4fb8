using ScrapeGuard.Integration.Tests.Brokers;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>Those of the kills whose step is reached by a frozen broker.</summary>
public sealed partial class KillTests
{
    private const string StoredDecisions = "SELECT count(*) FROM scrapeguard.decisions";
    private const string DoneEffects = "SELECT count(*) FROM scrapeguard.effects WHERE state = 4";
    private const string TakenEvents = "SELECT count(*) FROM scrapeguard.outgoing WHERE attempts > 0";

    // Asked for before the broker is frozen: whoever asks later waits until it serves.
    private LocalCluster _cluster = null!;

    [SetUp]
    public void Hold() => _cluster = Cluster;

    [TearDown]
    public void Thaw() => _cluster?.Thaw(broker: 1);

    [Test]
    public async Task Kill_StoredAndOffsetsNotCommitted_NothingIsDoneTwice()
    {
        await using var scenario = await BeginAsync("kill-stored");
        var actioner = scenario.StartReadingActioner();
        await using (await scenario.LockAsync("audit"))
        {
            Decide(scenario);
            scenario.WaitForBlocked();
            _cluster.Freeze(broker: 1);
        }

        scenario.WaitForCount(StoredDecisions, 1);
        actioner.Kill();
        _cluster.Thaw(broker: 1);

        await scenario.FinishAndCompareAsync(scenario.StartActioner());
    }

    [Test]
    public async Task Kill_RecordedAndNotPublished_IsPublishedByTheNext()
    {
        await using var scenario = await BeginAsync("kill-recorded");
        var actioner = scenario.StartReadingActioner();
        HoldCalls(scenario, GatePlace.After);
        _cluster.Freeze(broker: 1);
        scenario.Gate.Open();
        scenario.WaitForCount(DoneEffects, Accounts);
        actioner.Kill();
        _cluster.Thaw(broker: 1);

        await scenario.FinishAndCompareAsync(scenario.StartActioner());
    }

    [Test]
    public async Task Kill_PublishedAndNotMarked_IsPublishedAgainWithTheSameId()
    {
        await using var scenario = await BeginAsync("kill-published");
        var actioner = scenario.StartReadingActioner();
        HoldCalls(scenario, GatePlace.After);
        _cluster.Freeze(broker: 1);
        scenario.Gate.Open();
        scenario.WaitForCount(DoneEffects, Accounts);
        scenario.WaitForCount(TakenEvents, 1);
        await using (await scenario.LockAsync("outgoing"))
        {
            _cluster.Thaw(broker: 1);
            scenario.WaitForBlocked();
            actioner.Kill();
        }

        await scenario.FinishAndCompareAsync(scenario.StartActioner());
    }
}
