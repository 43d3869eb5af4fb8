using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.CloudEvents;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Actions.Storing.Memory;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Acting;

/// <summary>
/// Carries decisions out in simulated time: the actioner as it runs live, on a journal file, against the accounts of
/// the reference service in this process.
/// </summary>
internal sealed class DemoActions : ICommandDesk, IAsyncDisposable
{
    private const int MaxFinished = 1_000_000;
    private const int MaxSteps = 1_000_000;
    private const int EventsAtOnce = 1_000;
    private const long EventLeaseMicros = 60_000_000;

    private static readonly SafeguardOptions Safeguards = new();

    private readonly JournalFile _journal;
    private readonly MemoryActionStore _store;
    private readonly Actioner _actioner;
    private readonly SimulatedTime _time;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SortedDictionary<string, long> _told = new(StringComparer.Ordinal);
    private long _toldBytes;
    private long _seen;

    private DemoActions(JournalFile journal, MemoryActionStore store, Policy policy, SimulatedTime time)
    {
        (_journal, _store, _time) = (journal, store, time);
        var service = new LedgerAccountService(Ledger, time);
        _actioner = new Actioner(
            store, service, () => policy, new ActionsOptions(), () => time.Micros, static () => null);
    }

    /// <summary>The accounts, and what was done to them.</summary>
    public AccountLedger Ledger { get; } = new(new LedgerOptions());

    /// <summary>What is decided, done and waiting.</summary>
    public IActionReader Reader => _store;

    /// <summary>The record of every change.</summary>
    public IAuditReader Audit => _store;

    public long NowMicros => _time.Micros;

    /// <summary>What is known of the accounts.</summary>
    public DemoProfiles Profiles { get; } = new();

    /// <summary>Begins with nothing done to anyone.</summary>
    /// <param name="folder">Where the journal is; must have none yet.</param>
    /// <param name="policy">As it holds live: the guard and the times are in it.</param>
    /// <param name="startMicros">The time of the first event.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task<DemoActions> OpenAsync(string folder, Policy policy, long startMicros)
    {
        var journal = JournalFile.Open(folder);
        try
        {
            var store = await MemoryActionStore.OpenAsync(journal, MaxFinished, CancellationToken.None);
            return new DemoActions(journal, store, policy, new SimulatedTime(startMicros));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Takes decisions in, and does all that is due by now.</summary>
    /// <param name="decisions">What was decided since the last call.</param>
    /// <param name="nowMicros">The time of the newest event.</param>
    /// <returns>What was done, in order.</returns>
    public async Task<IReadOnlyList<CarriedOut>> ActAsync(IReadOnlyList<Decision> decisions, long nowMicros)
    {
        _time.Reach(nowMicros);
        foreach (var decision in decisions)
        {
            Ledger.Know(decision.Account, Profiles.Of(decision.Account));
        }

        await WorkAsync(decisions, []);
        var done = Ledger.History(after: _seen);
        _seen += done.Count;
        return done;
    }

    /// <summary>Carries out what a person orders, at once; what was done is told with the next step of the demo.
    /// </summary>
    public async Task<string?> SendAsync(OperatorCommand command, CancellationToken cancellation)
    {
        if (command.Target.Scope == CommandScope.Account)
        {
            Ledger.Know(command.Target.Name, Profiles.Of(command.Target.Name));
        }

        await WorkAsync([], [command]);
        return null;
    }

    /// <summary>Tells what was done, publishes what is to be told, and checks the audit.</summary>
    public async Task<DemoActionSummary> CloseAsync()
    {
        await PublishAsync();
        var effects = await _store.CountEffectsAsync(CancellationToken.None);
        var audit = await AuditCheck.RunAsync(_store, expected: null, CancellationToken.None);
        var counters = _actioner.Counters;
        return new DemoActionSummary
        {
            Throttles = counters.Done(EffectKind.Throttle),
            Challenges = counters.Done(EffectKind.Challenge),
            Suspensions = counters.Done(EffectKind.Suspend),
            Restores = counters.Done(EffectKind.Restore),
            Held = effects.GetValueOrDefault(EffectState.Held),
            DoneTwice = Ledger.Summary().KeysCarriedOutTwice,
            Trips = counters.Trips,
            Told = _told,
            ToldBytes = _toldBytes,
            Hit = await _store.CountersAsync(CounterKind.Collateral, fromBucket: 0, CancellationToken.None),
            Audit = audit,
        };
    }

    public ValueTask DisposeAsync()
    {
        _actioner.Dispose();
        _store.Dispose();
        _journal.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes in what came, and does all that is due; the demo's loop and the console's people take turns.
    /// </summary>
    private async Task WorkAsync(IReadOnlyList<Decision> decisions, IReadOnlyList<OperatorCommand> commands)
    {
        await _gate.WaitAsync();
        try
        {
            if (decisions.Count + commands.Count > 0)
            {
                await _actioner.TakeAsync(decisions, commands, CancellationToken.None);
            }

            for (var i = 0; i < MaxSteps && !(await _actioner.StepAsync(CancellationToken.None)).IsIdle; i++)
            {
                await _actioner.AnyCallAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Each event takes the form that a topic would get it in.</summary>
    private async Task PublishAsync()
    {
        while (true)
        {
            var events = await _store.TakeOutgoingAsync(
                OutgoingChannel.Topic, _time.Micros, EventLeaseMicros, EventsAtOnce, CancellationToken.None);
            if (events.Count == 0)
            {
                return;
            }

            foreach (var outgoing in events)
            {
                var told = outgoing.Event;
                _toldBytes += CloudEventWriter.ToBytes(told, Safeguards).Length;
                _told[told.What] = _told.GetValueOrDefault(told.What) + 1;
            }

            await _store.MarkPublishedAsync(
                OutgoingChannel.Topic, [.. events.Select(outgoing => outgoing.Event.Id)], _time.Micros,
                CancellationToken.None);
        }
    }
}
