using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Planning;

namespace ScrapeGuard.Actions.Executing;

/// <summary>A call of the account service under way.</summary>
internal sealed class RunningCall(PlannedCall call, Task<CallResult> answer)
{
    public PlannedCall Call { get; } = call;

    public Task<CallResult> Answer { get; } = answer;

    public string Account => Call.Effect.Account;

    /// <summary>
    /// Begins it. A call that is broken off, or throws what nobody expects, is one of unknown outcome.
    /// </summary>
    public static RunningCall Begin(IAccountService service, PlannedCall call, CancellationToken breakOff) =>
        new(call, CallAsync(service, call, breakOff));

    private static async Task<CallResult> CallAsync(IAccountService service, PlannedCall call,
        CancellationToken breakOff)
    {
        var effect = call.Effect;
        var what = new AccountCall(
            effect.Id, effect.Account, effect.Kind, effect.Reason, effect.UntilMicros, effect.Campaign);
        try
        {
            return call.IsQuestion
                ? await service.AskAsync(what, breakOff).ConfigureAwait(false)
                : await service.ApplyAsync(what, breakOff).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new CallResult(CallOutcome.Unknown, "broken off");
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StackOverflowException))
        {
            // An adapter's fault must not stop the accounts of others: it stands in the effect, and it is asked about.
            return new CallResult(CallOutcome.Unknown, $"the call broke with {exception.GetType().Name}");
        }
    }
}
