using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>An account whose takings are to be counted.</summary>
/// <param name="Account">Its name.</param>
/// <param name="Campaign">The campaign that it belongs to; null: none.</param>
/// <param name="SuspendedMicros">When it was suspended first; null: never.</param>
/// <param name="RestoredMicros">When that suspension ended; null: it stands.</param>
public sealed record LeakSubject(
    string Account, string? Campaign = null, long? SuspendedMicros = null, long? RestoredMicros = null)
{
    public AccountKey Key => StableHash.Account(Encoding.UTF8.GetBytes(Account));
}
