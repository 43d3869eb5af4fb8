using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.Actions.Tests.Simulating;

/// <summary>An account service that writes down everything it does.</summary>
internal sealed class SimulatedService(Clock clock, int seed) : IAccountService
{
    private readonly Random _chance = new(seed);
    private readonly HashSet<string> _keys = [];
    private readonly List<(AccountCall Call, long BegunMicros, TaskCompletionSource<CallResult> Answer)> _hanging = [];

    public Faults Faults { get; set; } = Faults.None;

    public List<Carried> Carried { get; } = [];

    public List<AccountCall> Calls { get; } = [];

    public List<AccountCall> Questions { get; } = [];

    public Dictionary<string, EffectKind> States { get; } = [];

    public Dictionary<string, AccountProfile> Profiles { get; } = [];

    public int Hanging => _hanging.Count;

    public EffectKind? StateOf(string account) =>
        States.TryGetValue(account, out var kind) && kind != EffectKind.Restore ? kind : null;

    public Task<CallResult> ApplyAsync(AccountCall call, CancellationToken cancellation)
    {
        Calls.Add(call);
        if (Draw(Faults.Refused))
        {
            return Task.FromResult(new CallResult(CallOutcome.Refused, "refused"));
        }

        if (Draw(Faults.NotDone))
        {
            return Task.FromResult(new CallResult(CallOutcome.NotDone, "500"));
        }

        if (Draw(Faults.LostBefore))
        {
            return Task.FromResult(new CallResult(CallOutcome.Unknown, "lost"));
        }

        if (Draw(Faults.LostAfter))
        {
            Act(call, clock.Now);
            return Task.FromResult(new CallResult(CallOutcome.Unknown, "lost"));
        }

        if (Draw(Faults.Hangs))
        {
            return HangAsync(call, cancellation);
        }

        Act(call, clock.Now);
        return Task.FromResult(new CallResult(CallOutcome.Done, "200"));
    }

    public Task<CallResult> AskAsync(AccountCall call, CancellationToken cancellation)
    {
        Questions.Add(call);
        return Task.FromResult(Draw(Faults.CannotBeAsked)
            ? new CallResult(CallOutcome.Unknown, "could not be asked")
            : _keys.Contains(call.IdempotencyKey)
                ? new CallResult(CallOutcome.Done, "was done")
                : new CallResult(CallOutcome.NotDone, "was not done"));
    }

    public Task<AccountProfile?> ProfileAsync(string account, CancellationToken cancellation) =>
        Task.FromResult(Profiles.GetValueOrDefault(account));

    /// <summary>Ends every call that hangs: some are carried out, some not, and some lose their answer.</summary>
    public void EndHanging()
    {
        foreach (var (call, begun, answer) in _hanging.ToList())
        {
            var acts = Draw(0.5);
            if (acts)
            {
                Act(call, begun);
            }

            answer.TrySetResult(Draw(0.3)
                ? new CallResult(CallOutcome.Unknown, "late and lost")
                : acts ? new CallResult(CallOutcome.Done, "late") : new CallResult(CallOutcome.NotDone, "late"));
        }

        _hanging.Clear();
    }

    private async Task<CallResult> HangAsync(AccountCall call, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<CallResult>();
        _hanging.Add((call, clock.Now, answer));
        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private void Act(AccountCall call, long begunMicros)
    {
        if (Faults.ForgetsKeys || !_keys.Contains(call.IdempotencyKey))
        {
            _keys.Add(call.IdempotencyKey);
            Carried.Add(new Carried(call.IdempotencyKey, call.Account, call.Kind, begunMicros));
            States[call.Account] = call.Kind;
        }
    }

    private bool Draw(double share) => share > 0 && _chance.NextDouble() < share;
}
