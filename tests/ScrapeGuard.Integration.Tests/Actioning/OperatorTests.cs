using ScrapeGuard.Integration.Tests.Traffic;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>What people order by the command line, and decisions that nothing may come of.</summary>
public sealed class OperatorTests : ActionerFixture
{
    private const int Accounts = 30;

    [Test]
    public async Task Restore_WholeWrongWave_IsOneCommand()
    {
        await using var scenario = await StartAsync("wave");
        var actioner = scenario.StartReadingActioner();
        for (var account = 0; account < Accounts; account++)
        {
            scenario.Decide($"a{account:D2}", "suspend", minute: 1);
        }

        scenario.Flush();
        scenario.WaitUntilSettled();
        scenario.Service.Ledger.Summary().Suspended.Should().Be(Accounts);
        for (var account = 0; account < Accounts; account++)
        {
            scenario.Ordered[$"a{account:D2}"] = "active";
        }

        scenario.Order("restore", "--all", "--since", "2026-01-01T00:00:00Z", "--id", "wave-1");
        scenario.Order("restore", "--all", "--since", "2026-01-01T00:00:00Z", "--id", "wave-1");

        await scenario.FinishAndCompareAsync(actioner);
        scenario.Service.Ledger.History().Should().HaveCount(2 * Accounts, "the command's repeat did nothing");
    }

    [Test]
    public async Task Act_AllowedShadowAndBadRecords_TouchNobody()
    {
        await using var scenario = await StartAsync("spared");
        var actioner = scenario.StartReadingActioner();
        scenario.Order("allow", "vip", "--for", "1d");
        scenario.WaitForCount("SELECT count(*) FROM scrapeguard.commands", 1);
        scenario.Ordered["vip"] = "active";
        scenario.Decide("vip", "suspend", minute: 1);
        scenario.Decide("tried", "suspend", minute: 1, mode: "shadow");
        scenario.WriteRaw("{no decision");
        scenario.Decide("bad", "suspend", minute: 1);
        scenario.Flush();

        await scenario.FinishAndCompareAsync(actioner);
        scenario.Service.Ledger.History().Select(done => done.Call.Account).Should().Equal("bad");
        using var letters = new TopicReading(Cluster.Servers, "spared-dead-letter");
        letters.ReadAll().Should().ContainSingle().Which.Should().Contain("\"topic\":\"spared-decisions\"");
    }

    [Test]
    public async Task KillSwitch_FileIsThere_NothingIsDoneUntilItIsGone()
    {
        await using var scenario = await StartAsync("switch");
        var file = Path.Combine(Path.GetTempPath(), $"scrapeguard-stop-{Environment.ProcessId}");
        await File.WriteAllTextAsync(file, "");
        try
        {
            var actioner = scenario.StartReadingActioner("--stop-file", file);
            scenario.Decide("a", "suspend", minute: 1);
            scenario.Flush();
            scenario.WaitForCount("SELECT count(*) FROM scrapeguard.decisions", 1);
            scenario.Service.Ledger.Summary().Calls.Should().Be(0);
            File.Delete(file);

            await scenario.FinishAndCompareAsync(actioner);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
