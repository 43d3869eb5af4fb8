using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Health;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>The account service, with spans, and with a look at whether it answers.</summary>
internal sealed class WatchedAccountService : IAccountService
{
    private const int FaultsBeforeNotReady = 3;

    /// <summary>A key that no effect has: the service is asked about it to see whether it answers.</summary>
    private static readonly AccountCall Probe = new(
        "00000000000000000000000000000000", "scrapeguard", EffectKind.Restore, "probe", UntilMicros: null,
        Campaign: null);

    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(2);

    private readonly IAccountService _service;
    private readonly HealthBoard _health;
    private readonly TimeProvider _time;
    private int _faults = FaultsBeforeNotReady;

    public WatchedAccountService(IAccountService service, HealthBoard health, TimeProvider time)
    {
        (_service, _health, _time) = (service, health, time);
        health.NotReady(ActionerHealth.AccountService, "has not been reached yet");
    }

    public async Task<CallResult> ApplyAsync(AccountCall call, CancellationToken cancellation)
    {
        using var span = ActionerTraces.Call("apply", WordOf(call.Kind));
        return Note(await _service.ApplyAsync(call, cancellation));
    }

    public async Task<CallResult> AskAsync(AccountCall call, CancellationToken cancellation)
    {
        using var span = ActionerTraces.Call("ask", WordOf(call.Kind));
        var result = await _service.AskAsync(call, cancellation);

        // That something was not done is as good an answer to a question as any.
        Note(result.Outcome == CallOutcome.NotDone ? result with { Outcome = CallOutcome.Done } : result);
        return result;
    }

    public async Task<AccountProfile?> ProfileAsync(string account, CancellationToken cancellation)
    {
        using var span = ActionerTraces.Call("profile", "profile");
        return await _service.ProfileAsync(account, cancellation);
    }

    /// <summary>Asks now and then whether it is there again, while it is not; until it is to stop.</summary>
    public async Task ProbeAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (Volatile.Read(ref _faults) >= FaultsBeforeNotReady)
                {
                    await AskAsync(Probe, stop);
                }

                await Task.Delay(ProbeEvery, _time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to stop.
        }
    }

    private static string WordOf(EffectKind kind) => kind.ToString().ToLowerInvariant();

    private CallResult Note(CallResult result)
    {
        if (result.Outcome is CallOutcome.Done or CallOutcome.Refused)
        {
            Interlocked.Exchange(ref _faults, 0);
            _health.Ready(ActionerHealth.AccountService);
        }
        else if (Interlocked.Increment(ref _faults) >= FaultsBeforeNotReady)
        {
            _health.NotReady(
                ActionerHealth.AccountService, result.Detail.Length > 0 ? result.Detail : "does not answer");
        }

        return result;
    }
}
