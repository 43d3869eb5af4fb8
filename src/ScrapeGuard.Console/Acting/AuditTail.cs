using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Acting;

/// <summary>Follows the audit as it is written: what happens is told from there. Nothing of it is kept.</summary>
internal sealed class AuditTail(IAuditReader reader)
{
    /// <summary>Entries that are read at the start: what is in force is known from them.</summary>
    private const int Back = 50_000;

    private const int AtOnce = 10_000;

    private long _after = -1;

    /// <summary>Whether the start has been read: what comes from then on is news.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Reads on. One caller.</summary>
    /// <returns>The next entries, in their order.</returns>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<IReadOnlyList<AuditEntry>> FollowAsync(CancellationToken cancellation)
    {
        if (_after < 0)
        {
            _after = await reader.HeadAsync(cancellation) is { } head ? Math.Max(0, head.Sequence - Back) : 0;
        }

        var found = new List<AuditEntry>();
        await foreach (var entry in reader.ReadAsync(_after, cancellation))
        {
            found.Add(entry);
            if (found.Count >= AtOnce)
            {
                break;
            }
        }

        _after = found is [.., var last] ? last.Sequence : _after;
        return found;
    }

    /// <summary>The start has been read.</summary>
    public void Open() => IsOpen = true;

    public static AuditView ViewOf(AuditEntry entry)
    {
        var fact = entry.Fact;
        return new AuditView
        {
            Sequence = entry.Sequence,
            Time = new Moment(fact.TimeMicros),
            By = fact.Actor,
            Kind = fact.What,
            Subject = fact.Account is { Length: > 0 } account ? account : fact.Case ?? "guard",
            Reason = fact.Why,
            Hash = entry.Hash,
            Effect = fact.Kind,
            Case = fact.Case,
            From = fact.From,
            To = fact.To,
        };
    }
}
