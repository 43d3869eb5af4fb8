using System.Text;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Commands;

namespace ScrapeGuard.Postgres.Tests.Contracts;

/// <summary>Whom a wave is about, as its contract has it.</summary>
internal static class WaveOracle
{
    public static IEnumerable<string> Select(IEnumerable<KnownAccount> accounts, Wave wave)
    {
        var target = wave.Command.Target;
        if (wave.Command.Kind == CommandKind.Takedown)
        {
            return Ordered(accounts.Where(account => account.Campaign == target.Name));
        }

        return Ordered(accounts
            .Where(account => account.HarmedMicros is not null)
            .Where(account => account.HarmedMicros <= wave.TakenMicros)
            .Where(account => target.SinceMicros is null || account.HarmedMicros >= target.SinceMicros)
            .Where(account => wave.Command.Kind == CommandKind.Restore || account.HasHeld)
            .Where(account => target.Scope != CommandScope.Cohort || account.Cohorts.Contains(target.Name))
            .Where(account => target.Scope != CommandScope.Campaign || account.Campaign == target.Name));
    }

    private static IEnumerable<string> Ordered(IEnumerable<KnownAccount> accounts) => accounts
        .Select(account => account.Account)
        .OrderBy(name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal);
}
