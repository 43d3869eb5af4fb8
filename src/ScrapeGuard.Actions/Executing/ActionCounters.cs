using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Executing;

/// <summary>What the actioner counted since it began. Any thread may read it.</summary>
public sealed class ActionCounters
{
    private readonly long[] _decisions = new long[(int)DecisionFate.Spared + 1];
    private readonly long[] _states = new long[(int)EffectState.Rejected + 1];
    private readonly long[] _done = new long[(int)EffectKind.Restore + 1];
    private long _repeatedDecisions;
    private long _repeatedCommands;
    private long _acceptedCommands;
    private long _refusedCommands;
    private long _calls;
    private long _questions;
    private long _retries;
    private long _staleAnswers;
    private long _trips;
    private long _profilesMissing;

    /// <summary>Decisions that came before.</summary>
    public long RepeatedDecisions => Interlocked.Read(ref _repeatedDecisions);

    public long RepeatedCommands => Interlocked.Read(ref _repeatedCommands);

    public long AcceptedCommands => Interlocked.Read(ref _acceptedCommands);

    public long RefusedCommands => Interlocked.Read(ref _refusedCommands);

    /// <summary>Calls of the account service that were begun.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>How often the account service was asked what became of a call.</summary>
    public long Questions => Interlocked.Read(ref _questions);

    /// <summary>Effects that were not done and are tried again.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Answers about effects that somebody else had taken up meanwhile.</summary>
    public long StaleAnswers => Interlocked.Read(ref _staleAnswers);

    /// <summary>Budgets that were found used up and told of.</summary>
    public long Trips => Interlocked.Read(ref _trips);

    /// <summary>Accounts of which the account service told nothing.</summary>
    public long ProfilesMissing => Interlocked.Read(ref _profilesMissing);

    /// <summary>Decisions by what became of them.</summary>
    public long Decisions(DecisionFate fate) => Interlocked.Read(ref _decisions[(int)fate]);

    /// <summary>How often an effect came into a state.</summary>
    public long Effects(EffectState state) => Interlocked.Read(ref _states[(int)state]);

    /// <summary>Effects that were done.</summary>
    public long Done(EffectKind kind) => Interlocked.Read(ref _done[(int)kind]);

    internal void CountDecision(DecisionFate fate) => Interlocked.Increment(ref _decisions[(int)fate]);

    internal void CountEffect(EffectKind kind, EffectState state)
    {
        Interlocked.Increment(ref _states[(int)state]);
        if (state == EffectState.Done)
        {
            Interlocked.Increment(ref _done[(int)kind]);
        }
    }

    internal void CountRepeatedDecision() => Interlocked.Increment(ref _repeatedDecisions);

    internal void CountRepeatedCommand() => Interlocked.Increment(ref _repeatedCommands);

    internal void CountCommand(bool isAccepted) =>
        Interlocked.Increment(ref isAccepted ? ref _acceptedCommands : ref _refusedCommands);

    internal void CountCall() => Interlocked.Increment(ref _calls);

    internal void CountQuestion() => Interlocked.Increment(ref _questions);

    internal void CountRetry() => Interlocked.Increment(ref _retries);

    internal void CountStaleAnswer() => Interlocked.Increment(ref _staleAnswers);

    internal void CountTrips(int trips) => Interlocked.Add(ref _trips, trips);

    internal void CountProfileMissing() => Interlocked.Increment(ref _profilesMissing);
}
