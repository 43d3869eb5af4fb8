using System.Text;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Campaigns.Tests.Leaks;

/// <summary>Feeds a ledger with events of few fields.</summary>
internal static class LeakEvents
{
    public const long Second = 1_000_000;

    public static void See(
        this LeakLedger ledger, string account, Operation operation, long second, params ulong[] tracks) =>
        ledger.See(
            account, new AccessEvent { Operation = operation, TimeMicros = second * Second, Bytes = 10 }, tracks);

    public static void See(this LeakLedger ledger, string account, AccessEvent e, params ulong[] tracks)
    {
        var name = Encoding.UTF8.GetBytes(account);
        e.Account = StableHash.Account(name);
        ledger.Count(e, tracks, name);
    }
}
