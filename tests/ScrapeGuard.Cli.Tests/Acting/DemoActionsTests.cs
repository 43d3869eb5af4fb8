using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.Cli.Acting;
using ScrapeGuard.Cli.Tests.Commands;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Tests.Acting;

public sealed class DemoActionsTests
{
    private const long Start = 1_767_571_200_000_000;
    private const long Second = 1_000_000;

    private CommandTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public async Task ActAsync_LoneScraper_IsSuspendedAtOnce()
    {
        await using var actions = await OpenAsync(Policy.Default);

        var done = await actions.ActAsync([Suspend("mallory", 1)], Start + (5 * Second));

        done.Should().ContainSingle().Which.TimeMicros.Should().Be(Start + (5 * Second));
        actions.Ledger.StateOf("mallory").Should().Be(AccountStates.Suspended);
    }

    [Test]
    public async Task ActAsync_Campaign_IsTakenDownAtOneMoment()
    {
        await using var actions = await OpenAsync(Policy.Default);

        var early = await actions.ActAsync(
            [Suspend("m1", 1, "c"), Suspend("m2", 2, "c")], Start + Second);
        var late = await actions.ActAsync([Suspend("m3", 3, "c")], Start + (60 * Second));

        early.Should().BeEmpty("the campaign is gathered first");
        late.Select(done => done.TimeMicros).Distinct().Should().ContainSingle();
        late.Select(done => done.Call.Account).Should().Contain(["m1", "m2"]);
    }

    [Test]
    public async Task ActAsync_ShadowMode_TouchesNobody()
    {
        await using var actions = await OpenAsync(Policy.Default);

        var done = await actions.ActAsync(
            [Suspend("mallory", 1) with { Mode = PolicyMode.Shadow }], Start + Second);

        done.Should().BeEmpty();
        actions.Ledger.Summary().Calls.Should().Be(0);
    }

    [Test]
    public async Task CloseAsync_BudgetUsedUp_TellsOfTheHeldAndTheGuard()
    {
        var policy = Policy.Default with { Guard = new GuardOptions { SuspensionsPerHour = 2 } };
        await using var actions = await OpenAsync(policy);
        await actions.ActAsync([.. Enumerable.Range(1, 5).Select(n => Suspend($"m{n}", n))], Start + Second);

        var summary = await actions.CloseAsync();

        summary.Should().BeEquivalentTo(new { Suspensions = 2, Held = 3, Throttles = 3, Trips = 1, DoneTwice = 0 });
        summary.Told["effect.done"].Should().Be(5);
        summary.Told["guard.tripped"].Should().Be(1);
        summary.ToldBytes.Should().BePositive();
        summary.Audit.IsWhole.Should().BeTrue();
        summary.Audit.Head.Sequence.Should().BePositive();
    }

    [Test]
    public async Task ActAsync_EarlierTime_IsNeverWentBackTo()
    {
        await using var actions = await OpenAsync(Policy.Default);
        await actions.ActAsync([], Start + (10 * Second));

        var done = await actions.ActAsync([Suspend("mallory", 1)], Start + Second);

        done.Should().ContainSingle().Which.TimeMicros.Should().Be(Start + (10 * Second));
    }

    private static Decision Suspend(string account, int number, string? campaign = null) => new()
    {
        Id = $"{number:x32}",
        TimeMicros = Start,
        Account = account,
        Verdict = Verdict.Suspend,
        Score = 0.9,
        Campaign = campaign,
        Exposure = new Exposure(1, 1, 1),
        Model = "m",
        Policy = "default",
        Mode = PolicyMode.Enforce,
    };

    private Task<DemoActions> OpenAsync(Policy policy) => DemoActions.OpenAsync(_trial.PathOf("state"), policy, Start);
}
