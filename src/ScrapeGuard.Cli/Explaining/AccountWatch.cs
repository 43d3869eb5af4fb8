using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Explaining;

/// <summary>
/// Hands batches to an engine and gathers what becomes of one account. A batch is cut where an event of the account
/// comes to be judged, which changes no decision: so the moment of an evaluation is known.
/// </summary>
internal sealed class AccountWatch
{
    private const long MicrosPerSecond = 1_000_000;

    private readonly AccountKey _key;
    private readonly long _graceSeconds;
    private readonly EventBatch _slice = new();
    private readonly List<Decision> _decided = [];
    private readonly PriorityQueue<long, long> _heldSeconds = new();
    private long _judgedSecond;

    public AccountWatch(string account, Policy policy, DetectionModel? model)
    {
        Account = account;
        _key = StableHash.Account(Encoding.UTF8.GetBytes(account));
        _graceSeconds = (long)Math.Ceiling(policy.Grace.TotalSeconds);
        Moment = new UnusualMoment(_key, model);
    }

    public string Account { get; }

    public AccountTally Tally { get; } = new();

    public UnusualMoment Moment { get; }

    /// <summary>The account's decisions in order of time.</summary>
    public List<Decision> Decisions { get; } = [];

    /// <summary>What is known of it; null when no event of it counted. Set by <see cref="Close"/>.</summary>
    public AccountSummary? Summary { get; private set; }

    /// <summary>Names like the account's, when it is not known. Set by <see cref="Close"/>.</summary>
    public IReadOnlyList<string> NearNames { get; private set; } = [];

    /// <summary>Lets an engine's reports of accounts that are forgotten come here too.</summary>
    public void Attach(DetectionEngine engine) => engine.OnForgotten(summary =>
    {
        // Of the threads that call this, only that of the account's own shard comes past the comparison.
        if (string.Equals(summary.Account, Account, StringComparison.Ordinal))
        {
            See(summary);
        }
    });

    /// <summary>Hands a batch on.</summary>
    public void Take(EventBatch batch, DetectionEngine engine)
    {
        var start = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var second = batch[i].TimeMicros / MicrosPerSecond;
            if (_heldSeconds.TryPeek(out var held, out _) && second > held + _graceSeconds)
            {
                ProcessSlice(batch, start, i, engine);
                start = i;
            }

            if (batch[i].Account == _key)
            {
                Tally.Count(batch[i]);
                _heldSeconds.Enqueue(second, second);
            }
        }

        ProcessSlice(batch, start, batch.Count, engine);
    }

    /// <summary>Gathers what the engine knows at the end.</summary>
    public void Close(DetectionEngine engine)
    {
        var near = new NearNames(Account);
        foreach (var summary in engine.Summarize())
        {
            if (string.Equals(summary.Account, Account, StringComparison.Ordinal))
            {
                See(summary);
            }
            else
            {
                near.Look(summary.Account);
            }
        }

        NearNames = near.Names;
        Decisions.Sort((a, b) => a.TimeMicros.CompareTo(b.TimeMicros));
    }

    private void See(AccountSummary summary) =>
        Summary = Summary?.Join(summary) ?? summary;

    private void ProcessSlice(EventBatch batch, int start, int end, DetectionEngine engine)
    {
        if (start == end)
        {
            return;
        }

        var slice = batch;
        if (end - start < batch.Count)
        {
            slice = _slice;
            slice.Clear();
            for (var i = start; i < end; i++)
            {
                slice.Append(batch, batch[i]);
            }
        }

        engine.Process([slice], _decided);
        Decisions.AddRange(
            _decided.Where(decision => string.Equals(decision.Account, Account, StringComparison.Ordinal)));
        _decided.Clear();
        while (_heldSeconds.TryPeek(out var held, out _) && held < engine.ReleasedSecond)
        {
            _judgedSecond = Math.Max(_judgedSecond, _heldSeconds.Dequeue());
        }

        Moment.Date(_judgedSecond * MicrosPerSecond);
    }
}
