using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Guarding;

/// <summary>
/// Whether one more suspension fits. Windows slide by minutes: the oldest minute counts whole, so that no hour and no
/// day of any beginning ever has more than its budget.
/// </summary>
public static class Budgets
{
    /// <summary>The scope that every suspension counts in.</summary>
    public const string All = "all";

    private const long MicrosPerMinute = 60_000_000;
    private const int MinutesPerHour = 60;
    private const int MinutesPerDay = 1_440;

    public static long MinuteOf(long micros) =>
        micros >= 0 ? micros / MicrosPerMinute : ((micros + 1) / MicrosPerMinute) - 1;

    /// <summary>The first minute since 1970 that counts in the hour that ends now.</summary>
    public static long HourFrom(long nowMicros) => MinuteOf(nowMicros) - MinutesPerHour;

    /// <summary>The first minute since 1970 that counts in the 24 hours that end now.</summary>
    public static long DayFrom(long nowMicros) => MinuteOf(nowMicros) - MinutesPerDay;

    /// <summary>Suspensions in any 24 hours of all accounts: the budget, or the share of the active ones.</summary>
    public static int DayOf(GuardOptions guard) => Math.Min(guard.SuspensionsPerDay, ShareOf(guard));

    /// <summary>
    /// The budgets with a number of active accounts that was counted; one that the policy names stands. Of few accounts
    /// a share is less than one, so that it never leaves a day less than an hour may have.
    /// </summary>
    /// <param name="guard">The budgets.</param>
    /// <param name="accounts">What was counted; 0 counts as not known.</param>
    public static GuardOptions WithActive(GuardOptions guard, long accounts)
    {
        if (guard.ActiveAccounts > 0 || guard.ShareOfActivePerDay <= 0 || accounts <= 0)
        {
            return guard;
        }

        var least = Math.Ceiling(guard.SuspensionsPerHour / guard.ShareOfActivePerDay);
        if (Math.Floor(guard.ShareOfActivePerDay * least) < guard.SuspensionsPerHour)
        {
            // The quotient was rounded down.
            least++;
        }

        return guard with { ActiveAccounts = (int)Math.Min(int.MaxValue, Math.Max(accounts, least)) };
    }

    /// <summary>The budget of a scope that one more suspension does not fit in; null: it fits.</summary>
    /// <param name="guard">The budgets.</param>
    /// <param name="scope">Such as <see cref="All"/> or <c>plan:premium</c>.</param>
    /// <param name="use">How far they are used.</param>
    /// <param name="withPending">Whether those that are planned count too.</param>
    internal static BudgetTrip? Check(GuardOptions guard, string scope, BudgetUse use, bool withPending)
    {
        var pending = withPending ? use.Pending : 0;
        var (hour, day) = scope == All
            ? (guard.SuspensionsPerHour, DayOf(guard))
            : (guard.SuspensionsPerCohortAndHour, guard.SuspensionsPerCohortAndDay);
        if (use.Hour + pending >= hour)
        {
            return new BudgetTrip($"hour {scope}", hour, TimeSpan.FromHours(1));
        }

        return use.Day + pending >= day ? new BudgetTrip($"day {scope}", day, TimeSpan.FromDays(1)) : null;
    }

    private static int ShareOf(GuardOptions guard) => guard.ActiveAccounts > 0
        ? (int)Math.Min(int.MaxValue, Math.Floor(guard.ShareOfActivePerDay * guard.ActiveAccounts))
        : int.MaxValue;
}
