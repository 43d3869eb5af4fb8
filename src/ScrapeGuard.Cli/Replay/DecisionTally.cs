using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Replay;

/// <summary>Sums decisions up while they fall: by verdict, and by account in a few words each.</summary>
/// <param name="keep">Whether to keep decisions whole, as a report needs them.</param>
/// <param name="maxKept">Most decisions kept whole over all accounts; then the mildest accounts' are dropped.</param>
internal sealed class DecisionTally(bool keep, int maxKept = DecisionTally.MaxKept)
{
    /// <summary>About 64 MiB.</summary>
    public const int MaxKept = 65_536;

    private readonly long[] _counts = new long[VerdictNames.Count];
    private readonly Dictionary<string, FlaggedTally> _accounts = new(StringComparer.Ordinal);
    private int _kept;

    public long Count { get; private set; }

    /// <summary>Accounts that were suspended at least once.</summary>
    public long SuspendedAccounts { get; private set; }

    /// <summary>Accounts with a decision, in any order.</summary>
    public IReadOnlyDictionary<string, FlaggedTally> Accounts => _accounts;

    public long CountOf(Verdict verdict) => _counts[(int)verdict];

    /// <summary>Takes a decision; an account's own must come in order of time.</summary>
    public void Add(Decision decision)
    {
        Count++;
        _counts[(int)decision.Verdict]++;
        if (!_accounts.TryGetValue(decision.Account, out var account))
        {
            account = new FlaggedTally(decision.Account);
            _accounts.Add(decision.Account, account);
        }

        var wasSuspended = account.Suspended is not null;
        var before = account.Kept.Count;
        account.Add(decision, keep);
        SuspendedAccounts += !wasSuspended && account.Suspended is not null ? 1 : 0;
        _kept += account.Kept.Count - before;
        if (_kept > maxKept)
        {
            DropMildest();
        }
    }

    /// <summary>Makes room by half.</summary>
    private void DropMildest()
    {
        var mildest = _accounts.Values.Where(account => account.Kept.Count > 0)
            .OrderBy(account => account.Worst.Severity())
            .ThenBy(account => account.Score)
            .ThenByDescending(account => account.Account, StringComparer.Ordinal)
            .ToList();
        for (var i = 0; _kept > maxKept / 2; i++)
        {
            _kept -= mildest[i].Kept.Count;
            mildest[i].DropKept();
        }
    }
}
