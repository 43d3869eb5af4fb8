using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// The policy that an actioner acts by: its file's, with the number of active accounts that workers tell where the file
/// says none. Any thread may ask.
/// </summary>
/// <param name="policy">What the file says now.</param>
/// <param name="accounts">What workers tell; null: nothing yet.</param>
internal sealed class ActingPolicy(Func<Policy> policy, Func<long?> accounts)
{
    private volatile Made? _made;

    /// <summary>What holds now; the same object as long as neither the file nor the number changes.</summary>
    public Policy Current
    {
        get
        {
            var (file, count) = (policy(), accounts());
            if (_made is { } made && ReferenceEquals(made.File, file) && made.Count == count)
            {
                return made.Policy;
            }

            var guard = count is { } told ? Budgets.WithActive(file.Guard, told) : file.Guard;
            var result = ReferenceEquals(guard, file.Guard) ? file : file with { Guard = guard };
            _made = new Made(file, count, result);
            return result;
        }
    }

    /// <summary>How many accounts are active, by the file or by the workers; 0: not known.</summary>
    public long ActiveAccounts => policy().Guard.ActiveAccounts is > 0 and var said ? said : accounts() ?? 0;

    private sealed record Made(Policy File, long? Count, Policy Policy);
}
