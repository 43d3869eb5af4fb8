using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Acting;

/// <summary><c>/api/v1/audit</c>.</summary>
internal sealed class AuditCalls(IActionReader store, IAuditReader reader) : IDisposable
{
    private const int PageEntries = 1_000;

    /// <summary>Entries that one request goes through; a page that is not full then says where to go on.</summary>
    private const int MaxScanned = 20_000;

    private readonly SemaphoreSlim _verifying = new(1, 1);

    /// <summary>By account and person the store goes by index; words and kinds are looked for entry by entry.</summary>
    public async Task<ApiAnswer> ListAsync(ApiCall call)
    {
        var query = call.Query();
        var (account, by, kind, q) = (query.Text("account"), query.Text("by"), query.Text("kind"), query.Text("q"));
        var (after, limit) = (query.After(), query.Limit());
        if (query.Errors.Count > 0)
        {
            return ApiAnswer.Bad(query.Errors);
        }

        var wanted = new AuditQuery
        {
            Account = account,
            Actor = by,
            BeforeSequence = after is null ? null : (long)Math.Clamp(after.Key, 0, long.MaxValue / 2),
            Max = kind is null && q is null ? limit : PageEntries,
        };
        var items = new List<AuditView>();
        for (var scanned = 0; ; scanned += wanted.Max)
        {
            var page = await store.AuditAsync(wanted, call.Cancellation);
            foreach (var entry in page.Items)
            {
                wanted = wanted with { BeforeSequence = entry.Sequence };
                if (Matches(entry.Fact, kind, q))
                {
                    items.Add(AuditTail.ViewOf(entry));
                    if (items.Count == limit)
                    {
                        break;
                    }
                }
            }

            var isLast = !page.HasMore && (page.Items.Count == 0 || wanted.BeforeSequence == page.Items[^1].Sequence);
            if (isLast || items.Count == limit || scanned >= MaxScanned)
            {
                return ApiAnswer.Ok(new ListView<AuditView>(
                    items, isLast ? null : new PageCursor(wanted.BeforeSequence!.Value, "").ToString()));
            }
        }
    }

    /// <summary>Goes over the whole chain; one at a time.</summary>
    public async Task<ApiAnswer> VerifyAsync(ApiCall call)
    {
        await _verifying.WaitAsync(call.Cancellation);
        try
        {
            var verdict = await AuditCheck.RunAsync(reader, expected: null, call.Cancellation);
            return ApiAnswer.Ok(new AuditVerdictView(
                verdict.Head.Sequence, verdict.IsWhole, verdict.Fault, verdict.Head.Hash));
        }
        finally
        {
            _verifying.Release();
        }
    }

    public void Dispose() => _verifying.Dispose();

    private static bool Matches(AuditFact fact, string? kind, string? q) =>
        (kind is null || fact.What == kind || fact.What.StartsWith(kind + ".", StringComparison.Ordinal))
        && (q is null || Has(fact.Why, q) || Has(fact.Account, q) || Has(fact.Actor, q) || Has(fact.What, q));

    private static bool Has(string? text, string part) =>
        text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
