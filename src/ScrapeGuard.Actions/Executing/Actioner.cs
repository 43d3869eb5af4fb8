using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Executing;

/// <summary>
/// Takes decisions and commands in, and carries out what comes of them. Whoever runs it calls <see cref="TakeAsync"/>
/// for what came in, and <see cref="StepAsync"/> again and again; the two may be called from different threads, each
/// from one at a time.
/// </summary>
public sealed class Actioner : IDisposable
{
    /// <summary>Accounts that are looked at in a step while nothing may be done to anyone.</summary>
    private const int StoppedBatch = 500;

    private readonly IActionStore _store;
    private readonly IAccountService _service;
    private readonly Func<Policy> _policy;
    private readonly ActionsOptions _options;
    private readonly Func<long> _nowMicros;
    private readonly Func<string?> _stop;
    private readonly ProfileCache _profiles;
    private readonly CancellationTokenSource _breakOff = new();
    private readonly Lock _gate = new();
    private readonly List<RunningCall> _calls = [];
    private bool _isStopped;
    private bool _hasWaves;

    /// <param name="store">What must not be forgotten.</param>
    /// <param name="service">The account service.</param>
    /// <param name="policy">The policy that holds now; asked for each time.</param>
    /// <param name="options">Valid.</param>
    /// <param name="nowMicros">The time, in microseconds since 1970.</param>
    /// <param name="stop">
    /// Why nothing may be done to anyone now (a file, a setting, a console): null, when it may. Besides the kill switch
    /// in the store.
    /// </param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public Actioner(IActionStore store, IAccountService service, Func<Policy> policy, ActionsOptions options,
        Func<long> nowMicros, Func<string?> stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } mistakes)
        {
            throw new ArgumentException(string.Join("; ", mistakes), nameof(options));
        }

        (_store, _service, _policy, _options, _nowMicros, _stop) = (store, service, policy, options, nowMicros, stop);
        _profiles = new ProfileCache(service, options, Counters);
    }

    public ActionCounters Counters { get; } = new();

    /// <summary>Calls under way, or answered and not yet recorded.</summary>
    public int CallsUnderWay
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>Ends when a call that is under way has been answered; at once when none is.</summary>
    public Task AnyCallAsync()
    {
        lock (_gate)
        {
            return _calls.Count == 0 ? Task.CompletedTask : Task.WhenAny(_calls.Select(call => call.Answer));
        }
    }

    /// <summary>
    /// Takes in what came, in one transaction: when it returns, it is not forgotten, and may be acknowledged to whoever
    /// brought it. What came before does nothing. Decisions go before commands.
    /// </summary>
    /// <returns>What became of each command, in their order.</returns>
    /// <exception cref="StoreUnavailableException">Nothing is known of what became of it: bring it again.</exception>
    public async Task<IReadOnlyList<CommandOutcome>> TakeAsync(IReadOnlyList<Decision> decisions,
        IReadOnlyList<OperatorCommand> commands, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(commands);
        var profiles = await _profiles.OfAsync(decisions, commands, _policy(), _nowMicros(), cancellation)
            .ConfigureAwait(false);
        return await Intake.TakeAsync(_store, Context(), decisions, commands, profiles, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Records the answers that have come, looks at accounts whose time has come, works off a batch of a wave, and
    /// begins calls. It never waits for a call.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing is lost: step again later.</exception>
    public async Task<StepResult> StepAsync(CancellationToken cancellation)
    {
        var step = await StepCallsAsync(isStopping: false, cancellation).ConfigureAwait(false);
        if (!_hasWaves)
        {
            return step;
        }

        // A batch without an account still is a step: the wave is finished by it.
        var worked = await Stepping.WaveAsync(_store, Context(), cancellation).ConfigureAwait(false);
        return step with { Looked = step.Looked + Math.Max(1, worked) };
    }

    /// <summary>
    /// Begins nothing more, waits for the calls under way until <paramref name="patience"/> is cancelled, breaks off
    /// those that are left, and records every answer. What was broken off is asked about by whoever runs next.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Answers could not be recorded; they are asked for later.</exception>
    public async Task StopAsync(CancellationToken patience)
    {
        Task<CallResult[]> all;
        lock (_gate)
        {
            all = Task.WhenAll(_calls.Select(call => call.Answer));
        }

        var patienceEnds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (patience.Register(patienceEnds.SetResult))
        {
            await Task.WhenAny(all, patienceEnds.Task).ConfigureAwait(false);
        }

        await _breakOff.CancelAsync().ConfigureAwait(false);
        await all.ConfigureAwait(false);
        await StepCallsAsync(isStopping: true, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Lets go of what it holds; calls under way are broken off.</summary>
    public void Dispose()
    {
        _breakOff.Cancel();
        _breakOff.Dispose();
    }

    private async Task<StepResult> StepCallsAsync(bool isStopping, CancellationToken cancellation)
    {
        var (answered, underWay) = Sorted();
        var context = Context();
        var free = isStopping ? 0 : _options.MaxCalls - underWay.Count;
        // A wake that finds the kill switch needs no place for a call, and must not keep restores waiting.
        var bounds = new StepBounds(free > 0 && _isStopped ? StoppedBatch : free, free);
        if (answered.Count == 0 && free <= 0)
        {
            return default;
        }

        var stepped = await Stepping.RunAsync(_store, context, answered, underWay.Contains, bounds, cancellation)
            .ConfigureAwait(false);
        (_isStopped, _hasWaves) = (stepped.IsStopped, stepped.HasWaves);
        lock (_gate)
        {
            _calls.RemoveAll(answered.Contains);
        }

        Begin(stepped.Calls);
        return new StepResult(answered.Count, stepped.Calls.Count, stepped.Looked);
    }

    private (List<RunningCall> Answered, HashSet<string> UnderWay) Sorted()
    {
        lock (_gate)
        {
            var answered = _calls.Where(call => call.Answer.IsCompleted).ToList();
            return (answered, _calls.Where(call => !answered.Contains(call)).Select(call => call.Account)
                .ToHashSet(StringComparer.Ordinal));
        }
    }

    private void Begin(IReadOnlyList<PlannedCall> calls)
    {
        foreach (var call in calls)
        {
            if (call.IsQuestion)
            {
                Counters.CountQuestion();
            }
            else
            {
                Counters.CountCall();
            }

            var running = RunningCall.Begin(_service, call, _breakOff.Token);
            lock (_gate)
            {
                _calls.Add(running);
            }
        }
    }

    private PlanContext Context() => new(_nowMicros(), _policy(), _options, Counters, _stop());
}
