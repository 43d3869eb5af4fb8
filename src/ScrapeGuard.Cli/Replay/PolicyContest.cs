using System.Collections.Immutable;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Replay;

/// <summary>Whom two policies judge differently on the same traffic.</summary>
internal sealed class PolicyContest
{
    private readonly DecisionTally _base;
    private readonly DecisionTally _other;

    /// <param name="ours">Decisions under the policy of the replay.</param>
    /// <param name="theirs">Decisions under the other.</param>
    /// <param name="accounts">Sums of all accounts that either flagged.</param>
    public PolicyContest(DecisionTally ours, DecisionTally theirs, AccountLedger accounts)
    {
        _base = ours;
        _other = theirs;
        Differences =
        [
            .. ours.Accounts.Keys.Union(theirs.Accounts.Keys)
                .Select(account => DifferenceOf(account, accounts))
                .Where(difference => difference.Base != difference.Other)
                .OrderBy(difference => difference.Account, StringComparer.Ordinal),
        ];
    }

    /// <summary>Accounts whose most severe verdict differs, in order of their names.</summary>
    public ImmutableArray<AccountDifference> Differences { get; }

    public FlaggedTally? OursOf(string account) => _base.Accounts.GetValueOrDefault(account);

    public FlaggedTally? TheirsOf(string account) => _other.Accounts.GetValueOrDefault(account);

    /// <summary>As the report shows it.</summary>
    /// <param name="policy">The other policy.</param>
    /// <param name="name">What to call it.</param>
    public PolicyComparison ToComparison(Policy policy, string name) => new()
    {
        Policy = name,
        Mode = policy.Mode,
        Flagged = (_base.Accounts.Count, _other.Accounts.Count),
        Suspended = (_base.SuspendedAccounts, _other.SuspendedAccounts),
        Differences = Differences,
    };

    /// <summary>A few lines for a person: accounts under each policy, and who is gained and lost.</summary>
    public void WriteTable(TextWriter output, string ours, string theirs)
    {
        var width = Math.Max(10, Math.Max(ours.Length, theirs.Length));
        var (left, right) = (ours.PadLeft(width), theirs.PadLeft(width));
        output.WriteLine($"{"accounts",-10} {left} {right} {"gained",8} {"lost",8}");
        Row("flagged", _base.Accounts.Count, _other.Accounts.Count, IsFlagged);
        Row("suspended", _base.SuspendedAccounts, _other.SuspendedAccounts, IsSuspended);

        void Row(string what, long before, long after, Func<FlaggedTally?, bool> holds)
        {
            var gained = _other.Accounts.Values.Count(account => holds(account) && !holds(OursOf(account.Account)));
            var lost = _base.Accounts.Values.Count(account => holds(account) && !holds(TheirsOf(account.Account)));
            var numbers = $"{before.ToString("N0").PadLeft(width)} {after.ToString("N0").PadLeft(width)}";
            output.WriteLine($"{what,-10} {numbers} {gained,8:N0} {lost,8:N0}");
        }
    }

    private static bool IsFlagged(FlaggedTally? account) => account is not null;

    private static bool IsSuspended(FlaggedTally? account) => account?.Suspended is not null;

    private AccountDifference DifferenceOf(string account, AccountLedger accounts)
    {
        var (ours, theirs) = (OursOf(account), TheirsOf(account));
        var score = Math.Max(accounts.Flagged[account].HighestScore, theirs?.Score ?? 0);
        return new AccountDifference(account, ours?.Worst ?? Verdict.None, theirs?.Worst ?? Verdict.None, score);
    }
}
