using System.Runtime.CompilerServices;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing.Memory;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// The chain of a store in memory. It is made of the journal's lines, which have a chain of their own: here nothing
/// can have been altered that was not seen there.
/// </summary>
internal sealed class MemoryAudit(MemoryActionStore store) : IAuditReader
{
    private const int PageEntries = 1_000;

    public async IAsyncEnumerable<AuditEntry> ReadAsync(
        long afterSequence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var head = AuditHead.Empty;
        while (true)
        {
            var facts = await store.AuditAsync((int)head.Sequence, PageEntries, cancellation);
            foreach (var fact in facts)
            {
                var entry = AuditChain.Append(head, fact);
                head = new AuditHead(entry.Sequence, entry.Hash);
                if (entry.Sequence > afterSequence)
                {
                    yield return entry;
                }
            }

            if (facts.Count < PageEntries)
            {
                yield break;
            }
        }
    }
}
