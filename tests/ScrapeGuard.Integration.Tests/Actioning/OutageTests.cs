using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>The database and the broker go and come back; the actioner is stopped while calls hang.</summary>
public sealed class OutageTests : ActionerFixture
{
    private const int Accounts = 10;

    [TestCase(true)]
    [TestCase(false)]
    public async Task Act_DatabaseGoesAndComesBack_GoesOn(bool crashes)
    {
        await using var scenario = await StartAsync(crashes ? "pg-crash" : "pg-restart");
        var actioner = scenario.StartReadingActioner(HealthPage.Arguments);
        using var health = new HealthPage(actioner);
        Decide(scenario, "suspend", minute: 1);
        scenario.WaitUntilSettled();
        if (crashes)
        {
            Server.Kill();
        }
        else
        {
            await Server.StopAsync();
        }

        Decide(scenario, "restore", minute: 2);
        health.WaitUntil(System.Net.HttpStatusCode.ServiceUnavailable, "database");
        await Server.StartAsync();
        health.WaitUntil(System.Net.HttpStatusCode.OK);

        await scenario.FinishAndCompareAsync(actioner);
    }

    [Test]
    public async Task Act_BrokerKilledAndStartedAgain_GoesOn()
    {
        await using var scenario = await StartAsync("broker-kill");
        var actioner = scenario.StartReadingActioner();
        Decide(scenario, "suspend", minute: 1);
        scenario.WaitUntilSettled();
        Cluster.Stop(broker: 1, hard: true);
        Cluster.Start();
        Decide(scenario, "throttle", minute: 2);

        await scenario.FinishAndCompareAsync(actioner);
    }

    [Test]
    public async Task Stop_CallsHang_EndsInTimeAndTheNextAsks()
    {
        await using var scenario = await StartAsync("stop-hang");
        scenario.Settings["SCRAPEGUARD__ACCOUNTSERVICE__ATTEMPTTIMEOUTMILLISECONDS"] = "60000";
        scenario.Settings["SCRAPEGUARD__ACTIONER__LEASESECONDS"] = "150";
        var actioner = scenario.StartReadingActioner();
        scenario.Gate.Close(GatePlace.After);
        Decide(scenario, "suspend", minute: 1);
        Wait.Until(() => scenario.Gate.Held == Accounts, () => scenario.Logs);

        // Within 20 seconds, and with exit code 0: see there.
        actioner.Stop();

        await scenario.FinishAndCompareAsync(scenario.StartActioner());
    }

    [Test]
    public async Task Act_TwoActionersOneKilled_ShareTheWorkAndOneTakesOver()
    {
        await using var scenario = await StartAsync("two");
        var first = scenario.StartReadingActioner();
        var second = scenario.StartActioner();
        Decide(scenario, "suspend", minute: 1);
        scenario.WaitUntilSettled();
        Decide(scenario, "restore", minute: 2);
        first.Kill();

        await scenario.FinishAndCompareAsync(second);
    }

    private static void Decide(ActionerScenario scenario, string verdict, int minute)
    {
        for (var account = 0; account < Accounts; account++)
        {
            scenario.Decide($"a{account}", verdict, minute);
        }

        scenario.Flush();
    }
}
