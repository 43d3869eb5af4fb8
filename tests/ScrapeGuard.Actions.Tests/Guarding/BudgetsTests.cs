using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Tests.Seeds;

namespace ScrapeGuard.Actions.Tests.Guarding;

public sealed class BudgetsTests
{
    private const long Minute = 60_000_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly GuardOptions Guard = new()
    {
        SuspensionsPerHour = 10,
        SuspensionsPerDay = 30,
        SuspensionsPerCohortAndHour = 4,
        SuspensionsPerCohortAndDay = 8,
    };

    [TestCase("all", 9, 9, 0, null)]
    [TestCase("all", 10, 10, 0, "hour all")]
    [TestCase("all", 5, 5, 5, "hour all")]
    [TestCase("all", 5, 5, 4, null)]
    [TestCase("all", 0, 30, 0, "day all")]
    [TestCase("all", 0, 29, 0, null)]
    [TestCase("all", 0, 25, 5, "day all")]
    [TestCase("plan:premium", 3, 7, 0, null)]
    [TestCase("plan:premium", 4, 4, 0, "hour plan:premium")]
    [TestCase("plan:premium", 3, 3, 1, "hour plan:premium")]
    [TestCase("plan:premium", 0, 8, 0, "day plan:premium")]
    public void Check_SomeUse_TripsTheFirstThatIsUsedUp(
        string scope, int hour, int day, int pending, string? tripped) =>
        Budgets.Check(Guard, scope, new BudgetUse(hour, day, pending), withPending: true)?.Key.Should().Be(tripped);

    [Test]
    public void Check_PendingLeftOut_DoesNotCountIt() =>
        Budgets.Check(Guard, "all", new BudgetUse(9, 29, 1_000), withPending: false).Should().BeNull();

    [Test]
    public void Check_BudgetOfNothing_HoldsEverySuspension() =>
        Budgets.Check(Guard with { SuspensionsPerHour = 0 }, "all", default, withPending: true)!.Budget.Should().Be(0);

    [TestCase(1_000, 0.01, 9, false)]
    [TestCase(1_000, 0.01, 10, true)]
    [TestCase(99, 0.01, 0, true)]
    [TestCase(100, 0.01, 0, false)]
    [TestCase(0, 0.01, 29, false)]
    [TestCase(int.MaxValue, 1, 29, false)]
    public void Check_ShareOfActive_BoundsTheDayOfAllOnly(int active, double share, int day, bool trips)
    {
        var guard = Guard with { ActiveAccounts = active, ShareOfActivePerDay = share };
        (Budgets.Check(guard, "all", new BudgetUse(0, day, 0), withPending: true) is not null).Should().Be(trips);
        Budgets.Check(guard, "plan:premium", new BudgetUse(0, 7, 0), withPending: true).Should().BeNull();
    }

    [TestCase(0, 0, 30)]
    [TestCase(0, 1_000, 10)]
    [TestCase(0, 1_200, 12)]
    [TestCase(0, 1, 10)]
    [TestCase(0, long.MaxValue, 30)]
    [TestCase(2_000, 500, 20)]
    [TestCase(500, 5_000, 5)]
    public void WithActive_SomeWereCounted_BoundsTheDayUnlessThePolicySaysHowMany(int said, long counted, int day)
    {
        // Ten an hour, thirty a day.
        var guard = Guard with { ActiveAccounts = said, ShareOfActivePerDay = 0.01 };

        Budgets.DayOf(Budgets.WithActive(guard, counted)).Should().Be(day);
    }

    [Test]
    public void WithActive_AnyShareAndBudgets_LeavesADayNoLessThanAnHour() => Property.HoldsForSeeds(seed =>
    {
        var chance = new Random(seed);
        var hour = chance.Next(1, 2_000);
        var guard = new GuardOptions
        {
            SuspensionsPerHour = hour,
            SuspensionsPerDay = hour + chance.Next(5_000),
            ShareOfActivePerDay = chance.Next(1, 1_000) / (double)chance.Next(1_000, 100_000),
        };

        Budgets.DayOf(Budgets.WithActive(guard, chance.NextInt64(1, 10_000_000))).Should().BeInRange(
            guard.SuspensionsPerHour, guard.SuspensionsPerDay, $"seed {seed}: {guard}");
    });

    [TestCase(0, 0)]
    [TestCase(59_999_999, 0)]
    [TestCase(60_000_000, 1)]
    [TestCase(-1, -1)]
    [TestCase(-60_000_000, -1)]
    [TestCase(-60_000_001, -2)]
    public void MinuteOf_AnyTime_RoundsDown(long micros, long minute) =>
        Budgets.MinuteOf(micros).Should().Be(minute);

    [Test]
    public void Windows_RandomSuspensions_NeverMoreThanTheBudgetInAnyWindow() => Property.HoldsForSeeds(seed =>
    {
        var chance = new Random(seed);
        var (now, done) = (1_772_366_400_000_000 + chance.NextInt64(Day), new List<long>());
        for (var i = 0; i < 600; i++)
        {
            now += chance.NextInt64(chance.Next(3) == 0 ? 30 * Minute : Minute);
            var use = new BudgetUse(
                done.Count(time => Budgets.MinuteOf(time) >= Budgets.HourFrom(now)),
                done.Count(time => Budgets.MinuteOf(time) >= Budgets.DayFrom(now)), 0);
            var fits = Budgets.Check(Guard, "all", use, withPending: true) is null;

            // The naive oracle: each event of the last hour and day, to the microsecond.
            var (hour, day) = (done.Count(time => time > now - Hour), done.Count(time => time > now - Day));
            (fits && (hour >= 10 || day >= 30)).Should().BeFalse($"seed {seed}, {i}: {hour} and {day}");

            // And it gives room again a minute later than that at most.
            var late = done.Count(time => time > now - Hour - Minute);
            var later = done.Count(time => time > now - Day - Minute);
            (fits || late >= 10 || later >= 30).Should().BeTrue($"seed {seed}, {i}");
            if (fits)
            {
                done.Add(now);
            }
        }
    });
}
