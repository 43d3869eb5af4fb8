using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Executing;

/// <summary>
/// Takes decisions and commands in, and carries out what comes of them. Whoever runs it calls <see cref="TakeAsync"/>
/// for what came in, and <see cref="StepAsync"/> again and again; both may be called from different threads.
/// </summary>
public sealed class Actioner
{
    private readonly IActionStore _store;

    /// <param name="store">What must not be forgotten.</param>
    /// <param name="service">The account service.</param>
    /// <param name="policy">The policy that holds now; asked for each time.</param>
    /// <param name="options">Valid.</param>
    /// <param name="nowMicros">The time, in microseconds since 1970.</param>
    /// <param name="stop">
    /// Why nothing may be done to anyone now (a file, a setting, a console): null, when it may. Besides the kill switch
    /// in the store.
    /// </param>
    public Actioner(IActionStore store, IAccountService service, Func<Policy> policy, ActionsOptions options,
        Func<long> nowMicros, Func<string?> stop)
    {
        _store = store;
        _ = (service, policy, options, nowMicros, stop);
    }

    public ActionCounters Counters { get; } = new();

    /// <summary>Calls under way.</summary>
    public int CallsUnderWay => 0;

    /// <summary>Ends when a call that is under way has been answered; at once when none is.</summary>
    public Task AnyCallAsync() => Task.CompletedTask;

    /// <summary>
    /// Takes in what came, in one transaction: when it returns, it is not forgotten, and may be acknowledged to whoever
    /// brought it. What came before does nothing. Decisions go before commands.
    /// </summary>
    /// <returns>What became of each command, in their order.</returns>
    /// <exception cref="StoreUnavailableException">Nothing is known of what became of it: bring it again.</exception>
    public Task<IReadOnlyList<CommandOutcome>> TakeAsync(IReadOnlyList<Decision> decisions,
        IReadOnlyList<OperatorCommand> commands, CancellationToken cancellation) =>
        throw new NotSupportedException($"{_store}");

    /// <summary>
    /// Records the answers that have come, looks at accounts whose time has come, works off a batch of a wave, and
    /// begins calls. It never waits for a call.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing is lost: step again later.</exception>
    public Task<StepResult> StepAsync(CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>
    /// Begins nothing more, waits for the calls under way until <paramref name="patience"/> is cancelled, breaks off
    /// those that are left, and records every answer. What was broken off is asked about by whoever runs next.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Answers could not be recorded; they are asked for later.</exception>
    public Task StopAsync(CancellationToken patience) => throw new NotSupportedException();
}
