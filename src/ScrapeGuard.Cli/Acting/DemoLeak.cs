using System.Text;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Cli.Acting;

/// <summary>
/// What scrapers get out while what was done to them is in force: a suspended account goes on asking, as the simulation
/// has it, and is served nothing.
/// </summary>
internal sealed class DemoLeak
{
    /// <summary>Tracks kept in memory for all scrapers together; beyond it what more goes out is not counted.</summary>
    public const long MaxKeptTracks = 50_000_000;

    private readonly Dictionary<AccountKey, ScraperLeak> _scrapers = [];
    private long _kept;

    public DemoLeak(IEnumerable<LabelledAccount> labels)
    {
        foreach (var label in labels.Where(label => !label.IsPerson))
        {
            _scrapers[KeyOf(label.Account)] = new ScraperLeak();
        }
    }

    /// <summary>True when not all that went out could be counted.</summary>
    public bool IsCut => _kept >= MaxKeptTracks;

    /// <summary>Counts what a batch served to those who are not suspended.</summary>
    public void Count(EventBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            ref readonly var e = ref batch[i];
            if (!_scrapers.TryGetValue(e.Account, out var scraper) || scraper.IsSuspended || IsCut)
            {
                continue;
            }

            var before = scraper.Out.Kept;
            scraper.Out.Count(e, batch.TracksOf(e));
            scraper.Out.Settle(long.MaxValue);
            _kept += scraper.Out.Kept - before;
        }
    }

    /// <summary>What an account is from now on.</summary>
    public void Become(string account, bool isSuspended)
    {
        if (_scrapers.TryGetValue(KeyOf(account), out var scraper))
        {
            scraper.IsSuspended = isSuspended;
            scraper.WasSuspended |= isSuspended;
        }
    }

    /// <summary>What came of an account; null for a person.</summary>
    public ScraperLeak? Of(string account) => _scrapers.GetValueOrDefault(KeyOf(account));

    private static AccountKey KeyOf(string account) => StableHash.Account(Encoding.UTF8.GetBytes(account));

    /// <summary>One scraper.</summary>
    internal sealed class ScraperLeak
    {
        public bool IsSuspended { get; set; }

        /// <summary>It was suspended at some time.</summary>
        public bool WasSuspended { get; set; }

        /// <summary>What it was served.</summary>
        public TakenTracks Out { get; } = new();
    }
}
