using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Tests.Actioning;

public sealed class ActingPolicyTests
{
    [Test]
    public void Current_NobodyHasTold_IsTheFilesOwn()
    {
        var file = Policy.Default;

        var acting = new ActingPolicy(() => file, () => null);

        (acting.Current, acting.ActiveAccounts).Should().Be((file, 0));
    }

    [Test]
    public void ActiveAccounts_FewWereCounted_AreThoseAlthoughADayHasNoLessThanAnHour()
    {
        var acting = new ActingPolicy(() => Policy.Default, () => 102);

        acting.ActiveAccounts.Should().Be(102);
        Budgets.DayOf(acting.Current.Guard).Should().Be(Policy.Default.Guard.SuspensionsPerHour);
    }

    [Test]
    public void Current_WorkersTell_HasTheirNumberUntilItOrTheFileChanges()
    {
        var (file, told) = (Policy.Default, (long?)1_000_000);
        var acting = new ActingPolicy(() => file, () => told);

        var first = acting.Current;
        (first.Guard.ActiveAccounts, acting.ActiveAccounts).Should().Be((1_000_000, 1_000_000));
        acting.Current.Should().BeSameAs(first);
        told = 2_000_000;
        acting.Current.Guard.ActiveAccounts.Should().Be(2_000_000);
        file = file with { Name = "next" };
        acting.Current.Name.Should().Be("next");
    }

    [Test]
    public void Current_FileSaysHowMany_IsTheFilesOwn()
    {
        var file = Policy.Default with { Guard = Policy.Default.Guard with { ActiveAccounts = 77 } };

        var acting = new ActingPolicy(() => file, () => 1_000_000);

        acting.Current.Should().BeSameAs(file);
        acting.ActiveAccounts.Should().Be(77);
    }
}
