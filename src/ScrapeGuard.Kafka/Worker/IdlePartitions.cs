using ScrapeGuard.Kafka.Profiles;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// Sees to it that no partition holds the others up: one with nothing new moves on with their time, and one that is far
/// ahead of all others does not wait for them for ever.
/// </summary>
internal sealed class IdlePartitions(WorkerContext context, ProfileLog log, PartitionEnds ends)
{
    /// <summary>
    /// A partition that waits so long, while no epoch is closed anywhere, is ahead by a broken clock.
    /// </summary>
    private static readonly TimeSpan WaitBeforeGoingAhead = TimeSpan.FromMinutes(5);

    /// <summary>How often others are told of the newest event.</summary>
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    /// <summary>How often a leader is asked in the time after which its partition counts as idle.</summary>
    private const int AsksWhileIdle = 4;

    private readonly Dictionary<int, Standing> _standings = [];
    private long _known = long.MinValue;
    private long _knownSince = context.Time.GetTimestamp();
    private long _lastTold;

    private TimeSpan IdleTime => TimeSpan.FromSeconds(context.Options.IdlePartitionSeconds);

    /// <summary>
    /// Whether a partition has had nothing new for a while, and its leader has said so lately: one whose leader is away
    /// only looks idle.
    /// </summary>
    public bool IsIdle(PartitionWork work) =>
        IsQuiet(work) && ends.IsAt(work.Partition, work.Position);

    /// <summary>Moves on what can be moved. False: nothing.</summary>
    public bool Follow(IReadOnlyList<PartitionWork> works)
    {
        Tell(works);
        var newest = log.State.Newest;
        var hasMoved = false;
        foreach (var work in works)
        {
            Note(work);
            hasMoved |= newest != long.MinValue && Follow(work, newest);
            hasMoved |= GoAhead(work);
        }

        return hasMoved;
    }

    /// <summary>Nothing new for a while, in which its leader was there to be asked for it and written to.</summary>
    private bool IsQuiet(PartitionWork work) =>
        _standings.TryGetValue(work.Partition, out var standing) && standing.Position == work.Position && work.IsAtEnd
        && context.Time.GetElapsedTime(standing.Since) >= IdleTime && !ends.WasAway(work.Partition, IdleTime);

    private bool Follow(PartitionWork work, long newest)
    {
        if (!work.IsAtEnd)
        {
            return false;
        }

        ends.Ask(work.Partition, IdleTime / AsksWhileIdle);
        if (!IsQuiet(work) || !work.Engine.IsBehind(newest))
        {
            return false;
        }

        if (ends.KnownAt(work.Partition, work.Position) is not { } known || known < newest)
        {
            ends.Ask(work.Partition);
        }

        // What the leader's word was not asked for yet is left for the next time.
        return ends.KnownAt(work.Partition, work.Position) is { } upTo && work.Follow(Math.Min(newest, upTo));
    }

    private void Note(PartitionWork work)
    {
        if (!_standings.TryGetValue(work.Partition, out var standing) || standing.Position != work.Position
            || !work.IsAtEnd)
        {
            _standings[work.Partition] = new Standing(work.Position, context.Time.GetTimestamp(), standing.Told);
        }
    }

    private void Tell(IReadOnlyList<PartitionWork> works)
    {
        var isTime = context.Time.GetElapsedTime(_lastTold) >= TellEvery;
        foreach (var work in works)
        {
            var newest = work.NewestMicros;
            log.State.NoteNewest(work.Partition, newest);
            if (_standings.TryGetValue(work.Partition, out var standing) && newest > standing.Told
                && (isTime || work.Engine.IsWaiting))
            {
                _standings[work.Partition] = standing with { Told = newest };
                log.TellNewest(work.Partition, newest);
            }
        }

        _lastTold = isTime ? context.Time.GetTimestamp() : _lastTold;
    }

    private bool GoAhead(PartitionWork work)
    {
        var known = log.State.Timeline.KnownThrough;
        if (known != _known)
        {
            (_known, _knownSince) = (known, context.Time.GetTimestamp());
        }

        if (!work.Engine.IsWaiting || context.Time.GetElapsedTime(_knownSince) < WaitBeforeGoingAhead)
        {
            return false;
        }

        WorkerLog.WentAhead(context.Log, work.Partition);
        work.Engine.GoAhead();
        return true;
    }

    private readonly record struct Standing(long Position, long Since, long Told)
    {
        public Standing()
            : this(0, 0, long.MinValue)
        {
        }
    }
}
