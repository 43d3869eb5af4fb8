using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Engine.Reordering;

/// <summary>
/// The order in which an account's events are judged, whatever order they arrived in: by time, and at equal times by a
/// hash of all that the event says. Events that are equal in both are equal, so their order does not matter.
/// </summary>
internal static class CanonicalOrder
{
    /// <summary>The key that orders events of one account and one time.</summary>
    public static ulong TieKey(in AccessEvent e, ReadOnlySpan<ulong> tracks)
    {
        var key = StableHash.Combine(e.Id, (ulong)e.Bytes);
        key = StableHash.Combine(key, ((ulong)e.Ip << 32) | e.Device);
        key = StableHash.Combine(key, ((ulong)e.Client << 32) | e.Session);
        key = StableHash.Combine(key, ((ulong)e.Country << 32) | e.Plan);
        key = StableHash.Combine(key, ((ulong)e.Asn << 32) | (uint)e.PlayedMs);
        key = StableHash.Combine(key, ((ulong)(ushort)e.Status << 8) | (byte)e.Operation);
        key = StableHash.Combine(key, (ulong)e.AccountCreatedSeconds);
        foreach (var track in tracks)
        {
            key = StableHash.Combine(key, track);
        }

        return key;
    }
}
