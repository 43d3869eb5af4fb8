using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>
/// One life of a member of the group: takes in what comes, and commits it when the store has it. So a record may come
/// twice, to this actioner or another, and is nothing new then; none is ever lost.
/// </summary>
internal sealed class IntakeSession : IDisposable
{
    private const int MaxPauseShift = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ActionerKafka _kafka;
    private readonly ActionerMetrics _metrics;
    private readonly Actioner _actioner;
    private readonly IntakeOptions _options;
    private readonly Action _taken;
    private readonly GroupIntake _group;
    private readonly RecordSender _dead;
    private long _looked;

    /// <param name="kafka">The brokers.</param>
    /// <param name="metrics">What is counted.</param>
    /// <param name="actioner">Takes it in.</param>
    /// <param name="options">How large batches are.</param>
    /// <param name="taken">Is called when something was taken in.</param>
    public IntakeSession(
        ActionerKafka kafka, ActionerMetrics metrics, Actioner actioner, IntakeOptions options, Action taken)
    {
        (_kafka, _metrics, _actioner, _options, _taken) = (kafka, metrics, actioner, options, taken);
        _group = new GroupIntake(kafka, metrics);
        _dead = new RecordSender(kafka);
    }

    /// <summary>Works until it is to stop.</summary>
    /// <exception cref="WorkerFault">Something cannot go on; what was not committed comes again.</exception>
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _group.Gather(_options.BatchRecords, TimeSpan.FromMilliseconds(_options.BatchMilliseconds), stop);
            if (_group.Batch.Count > 0)
            {
                TakeBatch(stop);
            }
            else if (_kafka.Time.GetElapsedTime(_looked) >= LookEvery)
            {
                _looked = _kafka.Time.GetTimestamp();
                LookAround();
            }
        }

        if (_group.HasUncommitted)
        {
            _group.Commit();
        }

        ActionerLog.Stopped(_kafka.Log);
    }

    public void Dispose()
    {
        _group.Dispose();
        _dead.Dispose();
    }

    /// <summary>With nothing to read there are no commits that would show that the brokers are back.</summary>
    private void LookAround()
    {
        if (_group.HasUncommitted)
        {
            _group.Commit();
        }

        var isWell = _kafka.Health.Read().Components
            .Any(part => part is { Component: HealthNames.Kafka, IsReady: true });
        if (!isWell && _group.HasJoined && _kafka.Answers(_group.Handle, _kafka.Topics.Decisions))
        {
            _kafka.Health.Ready(HealthNames.Kafka);
        }
    }

    private void TakeBatch(CancellationToken stop)
    {
        var started = _kafka.Time.GetTimestamp();
        for (var attempt = 0; _group.Batch.Count > 0; attempt++)
        {
            var batch = IntakeBatch.Read(_group.Batch, _kafka.Topics.Commands);
            if (TryTake(batch, stop))
            {
                _metrics.Taken(_kafka.Time.GetElapsedTime(started));
                WriteDead(batch, stop);
                Count();
                _group.Taken();
                _taken();
                _group.Commit();
                return;
            }

            if (stop.IsCancellationRequested)
            {
                return;
            }

            _group.Hold(FirstPause * (1 << Math.Min(attempt, MaxPauseShift)), stop);
        }
    }

    private bool TryTake(IntakeBatch batch, CancellationToken stop)
    {
        if (batch.Decisions.Count + batch.Commands.Count == 0)
        {
            return true;
        }

        using var span = ActionerTraces.Intake(batch.Decisions.Count, batch.Commands.Count);
        try
        {
            // This thread is the consumer's, and has nothing else to do.
            var outcomes = _actioner.TakeAsync(batch.Decisions, batch.Commands, stop).GetAwaiter().GetResult();
            for (var i = 0; i < outcomes.Count; i++)
            {
                ActionerLog.CommandTaken(
                    _kafka.Log, outcomes[i].Id, batch.Commands[i].By, outcomes[i].IsAccepted ? "accepted" : "refused");
            }

            _kafka.Health.Ready(ActionerHealth.Database);
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            ActionerTraces.Fail(span, exception.Message);
            _metrics.StoreFailed();
            _kafka.Health.NotReady(ActionerHealth.Database, exception.Message);
            ActionerLog.StoreAway(_kafka.Log, exception.Message);
            return false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private void WriteDead(IntakeBatch batch, CancellationToken stop)
    {
        if (batch.Dead.Count == 0)
        {
            return;
        }

        var (_, failure) = _dead.Send(
            [.. batch.Dead.Select(dead => (_kafka.Topics.DeadLetter, dead.Letter.ToMessage(dead.Topic)))], stop);
        if (failure is not null)
        {
            throw new WorkerFault("dead letters cannot be written: " + failure);
        }

        foreach (var (letter, topic) in batch.Dead)
        {
            _metrics.DeadLettered(letter.Reason, topic);
        }

        ActionerLog.DeadLettered(_kafka.Log, batch.Dead.Count);
    }

    private void Count()
    {
        foreach (var same in _group.Batch.GroupBy(record => record.Topic, StringComparer.Ordinal))
        {
            _metrics.Consumed(same.Key, same.Count());
        }
    }
}
