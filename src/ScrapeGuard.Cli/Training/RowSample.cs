using ScrapeGuard.Cli.Models;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Training;

/// <summary>
/// The rows that a model is trained on: of each account a few, spread over its time. When an account has its most,
/// every second one is dropped and from then on half as many are taken. One thread at a time.
/// </summary>
/// <param name="scrapers">Accounts that are no people: their rows are kept apart.</param>
/// <param name="people">Accounts that someone looked at and found to be people.</param>
internal sealed class RowSample(IReadOnlySet<AccountKey> scrapers, IReadOnlySet<AccountKey> people)
    : IEvaluationObserver
{
    /// <summary>Most rows of an account.</summary>
    public const int MaxRows = 64;

    private readonly Dictionary<AccountKey, Account> _accounts = [];
    private readonly Dictionary<AccountKey, Account> _scrapers = [];

    /// <summary>Number of accounts with a row.</summary>
    public int Accounts => _accounts.Count;

    /// <summary>Rows that people's are without because their accounts are scrapers.</summary>
    public long LeftOut { get; private set; }

    public void Observe(AccountKey account, ReadOnlySpan<float> row)
    {
        var isScraper = scrapers.Contains(account);
        LeftOut += isScraper ? 1 : 0;
        var accounts = isScraper ? _scrapers : _accounts;
        if (!accounts.TryGetValue(account, out var sample))
        {
            accounts.Add(account, sample = new Account());
        }

        sample.Add(row);
    }

    /// <summary>
    /// All rows end to end, accounts in order of their keys, the account's number for each, the numbers of those that
    /// someone found to be people, and the scrapers' rows.
    /// </summary>
    public TrainingRows Take()
    {
        var found = new HashSet<int>();
        var rows = new List<float>();
        var groups = new List<int>();
        foreach (var (key, sample) in _accounts.OrderBy(pair => pair.Key))
        {
            var group = groups.Count;
            if (people.Contains(key))
            {
                found.Add(group);
            }

            foreach (var row in sample.Rows)
            {
                rows.AddRange(row);
                groups.Add(group);
            }
        }

        var others = _scrapers.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Rows);
        return new TrainingRows([.. rows], [.. groups], found, [.. others.SelectMany(row => row)]);
    }

    private sealed class Account
    {
        private int _seen;
        private int _stride = 1;

        public List<float[]> Rows { get; private set; } = [];

        public void Add(ReadOnlySpan<float> row)
        {
            if (_seen++ % _stride != 0)
            {
                return;
            }

            if (Rows.Count == MaxRows)
            {
                Rows = [.. Rows.Where((_, i) => i % 2 == 0)];
                _stride *= 2;
            }

            Rows.Add(row[..FeatureSchema.Count].ToArray());
        }
    }
}
