using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Follows labelled accounts through a run of the engine, batch by batch.</summary>
internal sealed class OutcomeLedger
{
    /// <summary>Tracks kept in memory for all scrapers together; beyond it the engine's own estimate counts.</summary>
    private const long MaxKeptTracks = 50_000_000;

    private const double MicrosPerDay = 86_400e6;

    private readonly Dictionary<AccountKey, AccountOutcome> _outcomes = [];
    private readonly HashSet<TakenTracks> _growing = [];
    private readonly List<Decision> _decided = [];
    private long _keptTracks;
    private long _oldestMicros = long.MaxValue;
    private long _newestMicros = long.MinValue;

    public OutcomeLedger(IEnumerable<LabelledAccount> labels)
    {
        foreach (var label in labels)
        {
            _outcomes[KeyOf(label.Account)] = new AccountOutcome(label);
        }
    }

    /// <summary>Events handed on.</summary>
    public long Events { get; private set; }

    /// <summary>Accounts without a label. Set by <see cref="Close"/>.</summary>
    public long Unlabelled { get; private set; }

    /// <summary>Length of the traffic, in days. Set by <see cref="Close"/>.</summary>
    public double Days => Math.Max(0, _newestMicros - (double)_oldestMicros) / MicrosPerDay;

    public AccountOutcome OutcomeOf(string account) => _outcomes[KeyOf(account)];

    /// <summary>Hands a batch to an engine and notes what it decides.</summary>
    /// <returns>The decisions; good until the next call.</returns>
    public IReadOnlyList<Decision> Take(EventBatch batch, DetectionEngine engine)
    {
        // What the engine decides from now on, it decides as of this second or a later one.
        var releasedMicros = engine.ReleasedSecond * 1_000_000;
        foreach (var taken in _growing)
        {
            taken.Settle(releasedMicros);
        }

        _growing.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            Count(batch, batch[i]);
        }

        Events += batch.Count;
        _decided.Clear();
        engine.Process([batch], _decided);
        _decided.ForEach(Note);
        return _decided;
    }

    /// <summary>Takes in what the engine knows of each account at the end.</summary>
    public void Close(DetectionEngine engine)
    {
        foreach (var summary in engine.Summarize())
        {
            See(summary);
        }
    }

    /// <summary>Lets an engine's reports of accounts that are forgotten come here too.</summary>
    public void Attach(DetectionEngine engine) => engine.OnForgotten(summary =>
    {
        lock (_outcomes)
        {
            See(summary);
        }
    });

    private static AccountKey KeyOf(string account) => StableHash.Account(Encoding.UTF8.GetBytes(account));

    private void Count(EventBatch batch, in AccessEvent e)
    {
        if (!_outcomes.TryGetValue(e.Account, out var outcome))
        {
            return;
        }

        outcome.RateLimit.Count(e, batch.TracksOf(e));
        if (outcome.Taken is not { } taken)
        {
            return;
        }

        var before = taken.Kept;
        taken.Count(e, batch.TracksOf(e));
        _keptTracks += taken.Kept - before;
        _growing.Add(taken);
        if (_keptTracks > MaxKeptTracks)
        {
            Forget(outcome);
        }
    }

    private void Note(Decision decision)
    {
        if (!_outcomes.TryGetValue(KeyOf(decision.Account), out var outcome)
            || decision.Verdict is Verdict.None or Verdict.Restore)
        {
            return;
        }

        outcome.Worst = (Verdict)Math.Max((int)outcome.Worst, (int)decision.Verdict);
        if (decision.Verdict == Verdict.Suspend && outcome.SuspendedMicros is null)
        {
            outcome.SuspendedMicros = decision.TimeMicros;
            outcome.TakenBefore = outcome.Taken?.Until(decision.TimeMicros)
                ?? (decision.Exposure.Tracks, decision.Exposure.AudioTracks);
            Forget(outcome);
        }
    }

    private void Forget(AccountOutcome outcome)
    {
        _keptTracks -= outcome.Taken?.Kept ?? 0;
        outcome.Taken = null;
    }

    private void See(AccountSummary summary)
    {
        _oldestMicros = Math.Min(_oldestMicros, summary.FirstMicros);
        _newestMicros = Math.Max(_newestMicros, summary.LastMicros);
        if (_outcomes.TryGetValue(KeyOf(summary.Account), out var outcome))
        {
            outcome.FirstMicros = Math.Min(outcome.FirstMicros, summary.FirstMicros);
            outcome.LastMicros = Math.Max(outcome.LastMicros, summary.LastMicros);
            outcome.HighestScore = Math.Max(outcome.HighestScore, summary.HighestScore);
        }
        else
        {
            Unlabelled++;
        }
    }
}
