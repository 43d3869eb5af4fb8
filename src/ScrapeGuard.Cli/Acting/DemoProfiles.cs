using System.Text;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Acting;

/// <summary>
/// What the platform knows of its accounts, gathered from simulated events: plan and country of the newest event, the
/// client used most. The guard's cohorts are made of it, and the meter of whom we hit.
/// </summary>
internal sealed class DemoProfiles
{
    /// <summary>Most accounts that are remembered; others have no profile.</summary>
    private const int MaxAccounts = 1_000_000;

    private static readonly Dictionary<uint, string> Countries = ByHash(TrafficWords.Countries);
    private static readonly Dictionary<uint, string> Clients = ByHash(TrafficWords.Clients);
    private static readonly Dictionary<uint, string> Plans = ByHash(TrafficWords.Plans);

    private readonly Dictionary<AccountKey, Seen> _accounts = [];

    /// <summary>Takes note of a batch.</summary>
    public void Count(EventBatch batch)
    {
        foreach (ref readonly var e in batch.Events)
        {
            if (!_accounts.TryGetValue(e.Account, out var seen))
            {
                if (_accounts.Count >= MaxAccounts)
                {
                    continue;
                }

                _accounts[e.Account] = seen = new Seen();
            }

            seen.Plan = e.Plan != 0 ? e.Plan : seen.Plan;
            seen.Country = e.Country != 0 ? e.Country : seen.Country;
            seen.CreatedSeconds = e.AccountCreatedSeconds != 0 ? e.AccountCreatedSeconds : seen.CreatedSeconds;
            if (Clients.ContainsKey(e.Client))
            {
                seen.Clients[e.Client] = seen.Clients.GetValueOrDefault(e.Client) + 1;
            }
        }
    }

    /// <summary>What is known of an account.</summary>
    public AccountProfile Of(string account)
    {
        if (!_accounts.TryGetValue(StableHash.Account(Encoding.UTF8.GetBytes(account)), out var seen))
        {
            return AccountProfile.Unknown;
        }

        return new AccountProfile
        {
            Plan = Plans.GetValueOrDefault(seen.Plan),
            Country = Countries.GetValueOrDefault(seen.Country),
            Client = seen.Clients.Count == 0
                ? null
                : Clients[seen.Clients.OrderByDescending(used => used.Value).ThenBy(used => used.Key).First().Key],
            CreatedMicros = seen.CreatedSeconds == 0 ? null : seen.CreatedSeconds * 1_000_000,
        };
    }

    private static Dictionary<uint, string> ByHash(IEnumerable<string> words) =>
        words.ToDictionary(word => StableHash.Hash32(Encoding.UTF8.GetBytes(word)));

    private sealed class Seen
    {
        public uint Plan { get; set; }

        public uint Country { get; set; }

        public long CreatedSeconds { get; set; }

        /// <summary>How often each client was used; there are few.</summary>
        public Dictionary<uint, int> Clients { get; } = [];
    }
}
