using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.AccountService.Reference.Faults;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>Each fault of the account service, while decisions come doubled and out of order.</summary>
public sealed class ServiceFaultTests : ActionerFixture
{
    private const int Accounts = 12;

    [TestCase("error")]
    [TestCase("too-many")]
    [TestCase("unavailable")]
    [TestCase("slow")]
    [TestCase("hang")]
    [TestCase("drop-before")]
    [TestCase("drop-after")]
    [TestCase("error-after")]
    [TestCase("forget")]
    public async Task Act_FaultOfTheService_EndsAsDecidedAndEachOnce(string fault)
    {
        await using var scenario = await StartAsync(
            $"fault-{fault}", new ReferenceOptions { SlowMilliseconds = 2_500 });
        scenario.Service.Faults.Order(fault, new FaultRule(Share: 0.25, Count: 4));
        var actioner = scenario.StartReadingActioner();
        string[] verdicts = ["throttle", "suspend", "challenge", "restore"];
        for (var step = 0; step < verdicts.Length; step++)
        {
            for (var account = 0; account < Accounts; account++)
            {
                // Each account ends with another verdict.
                scenario.Decide($"a{account}", verdicts[(step + account) % verdicts.Length], minute: step);
            }
        }

        scenario.Repeat(seed: 11);
        scenario.Flush();
        scenario.WaitUntilSettled();

        scenario.Service.Faults.CountOf(fault).Should().BePositive("the fault has come");
        scenario.Service.Faults.Clear();
        await scenario.FinishAndCompareAsync(actioner);
    }

    [Test]
    public async Task Act_ForgetfulServiceThatLosesReplies_IsAskedAndNothingIsDoneTwice()
    {
        await using var scenario = await StartAsync("forget-drop");
        scenario.Service.Faults.Order("forget", new FaultRule(Share: 1));
        scenario.Service.Faults.Order("drop-after", new FaultRule(Share: 0.5, Count: 2));
        var actioner = scenario.StartReadingActioner();
        for (var account = 0; account < Accounts; account++)
        {
            scenario.Decide($"a{account}", "suspend", minute: 0);
        }

        scenario.Flush();
        scenario.WaitUntilSettled();

        await scenario.FinishAndCompareAsync(actioner);
    }
}
