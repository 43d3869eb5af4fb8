using ScrapeGuard.Actions.Accounts;

namespace ScrapeGuard.Console.Tests.Serving;

/// <summary>An account service that does whatever it is asked.</summary>
internal sealed class WillingService : IAccountService
{
    public Task<CallResult> ApplyAsync(AccountCall call, CancellationToken cancellation) =>
        Task.FromResult(new CallResult(CallOutcome.Done, "carried out"));

    public Task<CallResult> AskAsync(AccountCall call, CancellationToken cancellation) =>
        Task.FromResult(new CallResult(CallOutcome.NotDone, "was never carried out"));

    public Task<AccountProfile?> ProfileAsync(string account, CancellationToken cancellation) =>
        Task.FromResult<AccountProfile?>(null);
}
