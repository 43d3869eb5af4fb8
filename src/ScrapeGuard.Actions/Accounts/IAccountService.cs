namespace ScrapeGuard.Actions.Accounts;

/// <summary>The platform's account service. Faults of it are results; only a stop throws.</summary>
public interface IAccountService
{
    /// <summary>Has an effect carried out.</summary>
    /// <exception cref="OperationCanceledException">It was broken off: what became of it is unknown.</exception>
    Task<CallResult> ApplyAsync(AccountCall call, CancellationToken cancellation);

    /// <summary>
    /// Asks what became of a call: <see cref="CallOutcome.Done"/> or <see cref="CallOutcome.NotDone"/> when the service
    /// knows, <see cref="CallOutcome.Unknown"/> when it could not be asked.
    /// </summary>
    Task<CallResult> AskAsync(AccountCall call, CancellationToken cancellation);

    /// <summary>What it knows of an account; null when it cannot be asked or knows nothing.</summary>
    Task<AccountProfile?> ProfileAsync(string account, CancellationToken cancellation);
}
