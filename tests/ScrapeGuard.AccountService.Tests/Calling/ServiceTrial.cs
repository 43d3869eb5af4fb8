using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.AccountService.Calling;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.AccountService.Reference.Faults;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Tests.Calling;

/// <summary>The client and the reference service, joined by real HTTP on this machine.</summary>
internal sealed class ServiceTrial : IAsyncDisposable
{
    private ServiceTrial(ReferenceService service, HttpAccountService client) => (Service, Client) = (service, client);

    public ReferenceService Service { get; }

    public HttpAccountService Client { get; }

    public AccountLedger Ledger => Service.Ledger;

    /// <summary>One attempt a call, unless a test wants more: what is seen is then what one attempt gives.</summary>
    public static AccountServiceOptions OneAttempt { get; } = new()
    {
        MaxAttempts = 1,
        RetryDelayMilliseconds = 1,
        AttemptTimeoutMilliseconds = 30_000,
        Breaker = new BreakerOptions { MinAttempts = 10_000 },
    };

    public static async Task<ServiceTrial> StartAsync(
        AccountServiceOptions? options = null, ReferenceOptions? reference = null)
    {
        var service = await ReferenceService.StartAsync(
            reference ?? new ReferenceOptions(), TimeProvider.System, CancellationToken.None);
        return new ServiceTrial(service, ClientOf((options ?? OneAttempt) with { BaseUrl = service.Address }));
    }

    public static HttpAccountService ClientOf(AccountServiceOptions options) =>
        new(options, NullLogger.Instance, TimeProvider.System, jitterSeed: 1);

    /// <summary>A call whose key is made of a number.</summary>
    public static AccountCall Call(
        int number, string account = "user-42", EffectKind kind = EffectKind.Suspend) =>
        new($"{number:x32}", account, kind, "38,112 tracks in 24 h", 1_770_000_000_000_000, "c-17");

    /// <summary>The next requests have a fault.</summary>
    public void Order(string fault, int count) =>
        Service.Faults.Order(fault, new FaultRule(0, count)).Should().BeTrue();

    public Task<CallResult> ApplyAsync(AccountCall call) => Client.ApplyAsync(call, CancellationToken.None);

    public Task<CallResult> AskAsync(AccountCall call) => Client.AskAsync(call, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Service.DisposeAsync();
    }
}
