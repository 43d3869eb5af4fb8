using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// What accounts do from their first decision on, in buckets of time. Of more accounts than fit a sample is kept, by
/// the keys' own bits, so that it does not depend on the order.
/// </summary>
/// <param name="grace">How long events are held back.</param>
/// <param name="maxAccounts">Most accounts.</param>
internal sealed class FlaggedActivity(TimeSpan grace, int maxAccounts = FlaggedActivity.MaxAccounts)
{
    /// <summary>With <see cref="MaxBuckets"/> buckets each, 64 MiB.</summary>
    public const int MaxAccounts = 8_192;

    // No fewer than a chart has points: an account's buckets are never coarser than the chart's.
    private const int MaxBuckets = 256;

    private readonly Dictionary<AccountKey, (long FromMicros, BucketSeries Series)> _accounts = [];
    private ulong _highestKey = ulong.MaxValue;

    /// <summary>Begins with an account at its first decision.</summary>
    public void Begin(Decision decision)
    {
        var key = KeyOf(decision.Account);
        if (key.Low > _highestKey || _accounts.ContainsKey(key))
        {
            return;
        }

        // Events that were held back when it was decided came in earlier rounds, the fewer the larger the rounds are;
        // from the grace on all are still to come.
        var from = decision.TimeMicros + (grace.Ticks / 10) + 1_000_000;
        _accounts.Add(key, (from, new BucketSeries(MaxBuckets)));
        while (_accounts.Count > maxAccounts)
        {
            _highestKey /= 2;
            foreach (var beyond in _accounts.Keys.Where(other => other.Low > _highestKey).ToList())
            {
                _accounts.Remove(beyond);
            }
        }
    }

    /// <summary>Counts an event when its account is followed.</summary>
    public void Add(in AccessEvent e)
    {
        if (_accounts.Count > 0 && _accounts.TryGetValue(e.Account, out var activity)
            && e.TimeMicros >= activity.FromMicros)
        {
            activity.Series.Add(e.TimeMicros, 1, e.TrackCount, e.Bytes);
        }
    }

    /// <summary>What an account did; null when it is not followed.</summary>
    public BucketSeries? Of(string account) =>
        _accounts.TryGetValue(KeyOf(account), out var activity) ? activity.Series : null;

    private static AccountKey KeyOf(string account) => StableHash.Account(Encoding.UTF8.GetBytes(account));
}
