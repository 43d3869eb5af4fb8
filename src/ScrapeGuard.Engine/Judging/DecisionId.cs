using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Engine.Judging;

/// <summary>Ids of decisions: made from what was decided, so that the same input gives the same id anywhere.</summary>
internal static class DecisionId
{
    public static string Of(AccountKey account, long timeMicros, Verdict verdict, ulong policy, PolicyMode mode)
    {
        var low = StableHash.Combine(account.Low, (ulong)timeMicros);
        low = StableHash.Combine(low, policy ^ ((ulong)verdict << 8) ^ (ulong)mode);
        var high = StableHash.Combine(account.High, low);
        return $"{high:x16}{low:x16}";
    }
}
