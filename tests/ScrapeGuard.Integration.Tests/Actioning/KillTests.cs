using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>
/// kill -9 at each step from a decision to its published event. The step is reached by what stands in the way of the
/// next one: a locked table, a gate before the account service; never by waiting for a time.
/// </summary>
public sealed partial class KillTests : ActionerFixture
{
    private const int Accounts = 5;

    [Test]
    public async Task Kill_DecisionsReadAndNotStored_AreTakenInByTheNext()
    {
        await using var scenario = await BeginAsync("kill-read");
        var actioner = scenario.StartReadingActioner();
        await using (await scenario.LockAsync("audit"))
        {
            Decide(scenario);
            scenario.WaitForBlocked();
            actioner.Kill();
        }

        await scenario.FinishAndCompareAsync(scenario.StartActioner());
    }

    [Test]
    public async Task Kill_CallNotArrived_IsMadeByTheNext()
    {
        await using var scenario = await BeginAsync("kill-before");
        var actioner = scenario.StartReadingActioner();
        HoldCalls(scenario, GatePlace.Before);
        actioner.Kill();

        await scenario.FinishAndCompareAsync(scenario.StartActioner());
    }

    [Test]
    public async Task Kill_DoneAndReplyNotHeard_IsAskedAboutAndNotDoneAgain()
    {
        await using var scenario = await BeginAsync("kill-after");
        var actioner = scenario.StartReadingActioner();
        HoldCalls(scenario, GatePlace.After);
        actioner.Kill();

        await scenario.FinishAndCompareAsync(scenario.StartActioner());
    }

    [Test]
    public async Task Kill_AnsweredAndNotRecorded_IsRecordedByTheNext()
    {
        await using var scenario = await BeginAsync("kill-answered");
        var actioner = scenario.StartReadingActioner();
        HoldCalls(scenario, GatePlace.After);
        await using (await scenario.LockAsync("audit"))
        {
            scenario.Gate.Open();
            scenario.WaitForBlocked();
            actioner.Kill();
        }

        await scenario.FinishAndCompareAsync(scenario.StartActioner());
    }

    [Test]
    public async Task Kill_JournalAndCallsInFlight_TheNextGoesOnFromTheJournal()
    {
        await using var scenario = await ActionerScenario.StartAsync(Cluster, "kill-journal", server: null);
        var actioner = scenario.StartReadingActioner();
        HoldCalls(scenario, GatePlace.After);
        actioner.Kill();

        await scenario.FinishAndCompareAsync(scenario.StartActioner());
    }

    private async Task<ActionerScenario> BeginAsync(string name) => await StartAsync(name);

    /// <summary>Waits until every account's call is at the gate.</summary>
    private static void HoldCalls(ActionerScenario scenario, GatePlace place)
    {
        scenario.Gate.Close(place);
        Decide(scenario);
        Wait.Until(
            () => scenario.Gate.Held == Accounts,
            () => $"{Accounts} calls are to wait, {scenario.Gate.Held} do:\n{scenario.Logs}");
    }

    private static void Decide(ActionerScenario scenario)
    {
        for (var account = 0; account < Accounts; account++)
        {
            scenario.Decide($"a{account}", account % 2 == 0 ? "suspend" : "throttle", minute: 1);
        }

        scenario.Flush();
    }
}
