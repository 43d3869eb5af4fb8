using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.AccountService.Reference;

/// <summary>The reference service without HTTP: the same accounts, in this process, with no faults.</summary>
/// <param name="ledger">The accounts.</param>
/// <param name="time">When things are done.</param>
public sealed class LedgerAccountService(AccountLedger ledger, TimeProvider time) : IAccountService
{
    public Task<CallResult> ApplyAsync(AccountCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var begun = ledger.Begin(call);
        if (begun == BeginResult.Fresh)
        {
            ledger.Complete(call, UnixMicros.Of(time.GetUtcNow()));
        }

        return Task.FromResult(begun switch
        {
            BeginResult.Fresh => new CallResult(CallOutcome.Done, "carried out"),
            BeginResult.Repeated => new CallResult(CallOutcome.Done, "was carried out before"),
            BeginResult.UnderWay => new CallResult(CallOutcome.Unknown, "is under way"),
            BeginResult.Full => new CallResult(CallOutcome.NotDone, "there is no room for more"),
            BeginResult.NoAccount => new CallResult(CallOutcome.Refused, "there is no such account"),
            _ => new CallResult(CallOutcome.Refused, "the key is another call's"),
        });
    }

    public Task<CallResult> AskAsync(AccountCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var key = call.IdempotencyKey;
        return Task.FromResult(
            ledger.TimesOf(key) > 0 ? new CallResult(CallOutcome.Done, "was carried out")
            : ledger.IsUnderWay(key) ? new CallResult(CallOutcome.Unknown, "is under way")
            : new CallResult(CallOutcome.NotDone, "was never carried out"));
    }

    public Task<AccountProfile?> ProfileAsync(string account, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(ledger.AccountOf(account)?.Profile);
    }
}
