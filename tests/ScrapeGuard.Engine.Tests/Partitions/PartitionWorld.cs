using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Engine.Tests.Streams;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Tests.Partitions;

/// <summary>
/// Partitions of a topic, each with its engine, as a worker drives them, by seed: events arrive over time, partitions
/// are read at different speeds, fall idle, are committed and checkpointed; any of them may die at any moment and come
/// back from its last checkpoint, to read again what came after it.
/// </summary>
internal sealed class PartitionWorld
{
    private const int ChunkBytes = 8_192;

    private readonly Random _random;
    private readonly Policy _policy;
    private readonly DetectionModel? _model;
    private readonly List<StreamEvent> _arrivals;
    private readonly Part[] _parts;
    private readonly List<(int Partition, long Through, long Offset, long TakenIn, byte[] Taken)> _log = [];
    private PopularityTimeline _timeline;
    private int _arrived;

    public PartitionWorld(
        List<StreamEvent> arrivals, int partitions, Policy policy, DetectionModel? model, Random random)
    {
        (_arrivals, _policy, _model, _random) = (arrivals, policy, model, random);
        _timeline = new PopularityTimeline(partitions);
        _parts = [.. Enumerable.Range(0, partitions).Select(number => new Part(number))];
        foreach (var part in _parts)
        {
            Start(part);
        }
    }

    public List<Decision> Decisions { get; } = [];

    public int Deaths { get; private set; }

    public int Checkpoints { get; private set; }

    public int Restarts { get; private set; }

    public void Run()
    {
        while (_arrived < _arrivals.Count)
        {
            Arrive(_random.Next(1, 60));
            for (var i = _random.Next(1, 8); i > 0; i--)
            {
                Step(_parts[_random.Next(_parts.Length)]);
            }
        }

        for (var rounds = 0; _parts.Any(IsBehind); rounds++)
        {
            rounds.Should().BeLessThan(10_000, "the partitions must not wait for each other for ever");
            foreach (var part in _parts)
            {
                Read(part, int.MaxValue);
                Idle(part);
            }
        }

        foreach (var part in _parts)
        {
            Commit(part);
        }
    }

    private void Arrive(int count)
    {
        for (; count > 0 && _arrived < _arrivals.Count; count--)
        {
            var e = _arrivals[_arrived++];
            _parts[(int)(StreamEvent.KeyOf(e.Account).Low % (ulong)_parts.Length)].Log.Add(e);
        }
    }

    private void Step(Part part)
    {
        switch (_random.Next(14))
        {
            case < 7:
                Read(part, _random.Next(1, 80));
                break;
            case < 9:
                Idle(part);
                break;
            case < 11:
                Commit(part);
                break;
            case 11:
                Commit(part);
                var saved = new SavedParts();
                saved.Checkpoint = part.Checkpointer!.Capture(saved);
                part.Saved.Add((saved, part.Position));
                Checkpoints++;
                break;
            case 12:
                part.Engine!.Dispose();
                Start(part);
                Deaths++;
                break;
            default:
                Restart();
                break;
        }
    }

    /// <summary>All processes die; what is known of epochs is told again from the log.</summary>
    private void Restart()
    {
        if (_random.Next(4) != 0)
        {
            return;
        }

        Restarts++;
        var saved = Forget();
        _timeline = new PopularityTimeline(_parts.Length);
        if (saved is not null)
        {
            _timeline.TryRestore(saved).Should().BeTrue();
        }

        foreach (var closing in _log)
        {
            Tell(closing);
        }

        Array.ForEach(_parts, Start);
    }

    /// <summary>Sums up what no checkpoint asks for any more.</summary>
    private PopularitySum? Forget()
    {
        var oldest = _parts.Min(part => part.Saved.Count == 0 ? long.MinValue : part.SavedEpoch());
        if (oldest < 0)
        {
            return null;
        }

        _timeline.Forget(oldest - 2);
        var sum = _timeline.Save();
        return sum.Epoch == long.MinValue ? null : sum;
    }

    private void Tell((int Partition, long Through, long Offset, long TakenIn, byte[] Taken) closing)
    {
        var taken = new PopularityDelta();
        taken.TryAdd(closing.Taken).Should().BeTrue();
        _timeline.Close(new EpochClosing(
            closing.Partition, closing.Through, closing.Offset, closing.TakenIn, taken));
    }

    private void Start(Part part)
    {
        var options = new EngineOptions();
        part.Engine = new PartitionEngine(part.Number, options, _policy, _model, _timeline);
        part.Decisions.Clear();
        part.Advances.Clear();
        part.Position = 0;
        var (number, live) = (0L, 1L);
        if (part.Saved.Count > 0)
        {
            var (last, position) = part.Saved[^1];
            (number, live, part.Position) = (last.Checkpoint!.Number, last.Checkpoint.LiveFrom, position);
            var restorer = new PartitionRestorer(part.Engine);
            foreach (var chunk in part.Saved.Where(saved => saved.Parts.Checkpoint!.Number >= live)
                .SelectMany(saved => saved.Parts.Accounts).Concat(last.Pending))
            {
                restorer.ReadChunk(chunk).Should().BeNull();
            }

            restorer.ReadHead(last.Head).Should().BeNull();
        }

        part.Checkpointer = new PartitionCheckpointer(part.Engine, ChunkBytes, number, live);
        part.Engine.NextOffset = part.Position;
        part.Engine.Closed = Close;
        ReadAgain(part);
    }

    /// <summary>Reads again up to what was committed; those decisions are out already.</summary>
    private void ReadAgain(Part part)
    {
        var repeated = new List<Decision>();
        var advances = new Queue<(long Offset, long Micros)>(
            part.Committed.Where(advance => advance.Offset >= part.Position));
        while (true)
        {
            while (advances.TryPeek(out var advance) && advance.Offset == part.Position)
            {
                part.Engine!.AdvanceTo(advance.Micros, repeated);
                advances.Dequeue();
            }

            if (part.Position == part.CommittedPosition)
            {
                // What was closed here after the commit is still to be told.
                if (part.CommittedEpoch != long.MinValue)
                {
                    part.Engine!.CloseThrough(part.CommittedEpoch - 1, repeated).Should().BeTrue("it was done before");
                }

                part.Engine!.CurrentEpoch.Should().Be(part.CommittedEpoch);
                return;
            }

            Force(part, repeated);

            var until = advances.TryPeek(out var next) ? next.Offset : part.CommittedPosition;
            until = Math.Min(until, NextForced(part));
            Take(part, (int)(until - part.Position), repeated);
            part.Position.Should().Be((int)until, "it was judged before");
        }
    }

    private long NextForced(Part part) => _log
        .Where(closing => closing.Partition == part.Number && closing.Offset > part.Position)
        .Select(closing => closing.Offset).DefaultIfEmpty(long.MaxValue).Min();

    private void Force(Part part, List<Decision> decisions)
    {
        foreach (var closing in _log.Where(c => c.Partition == part.Number && c.Offset == part.Position).ToList())
        {
            part.Engine!.CloseThrough(closing.Through, decisions);
        }
    }

    private void Close(EpochClosing closing)
    {
        if (_timeline.Close(closing))
        {
            _log.Add((closing.Partition, closing.Through, closing.Offset, closing.TakenIn, closing.Taken.ToBytes()));
        }
    }

    private void Read(Part part, int most)
    {
        while (most > 0)
        {
            Force(part, part.Decisions);
            var count = (int)Math.Min(Math.Min(most, part.Log.Count - part.Position), NextForced(part) - part.Position);
            if (count == 0 || Take(part, count, part.Decisions) == 0)
            {
                return;
            }

            most -= count;
        }
    }

    private static int Take(Part part, int count, List<Decision> decisions)
    {
        var batch = StreamEvent.Batch(part.Log.Skip(part.Position).Take(count));
        var first = part.Position;
        var offsets = Enumerable.Range(first, count).Select(offset => (long)offset).ToArray();
        var taken = part.Engine!.Process(batch, 0, count, offsets, decisions);
        part.Position += taken;
        part.Engine.NextOffset.Should().Be(part.Position);
        return taken;
    }

    private bool IsBehind(Part part) => part.Position < part.Log.Count || part.Engine!.IsBehind(Newest());

    private void Idle(Part part)
    {
        var newest = Newest();
        if (part.Position == part.Log.Count && newest != long.MinValue
            && part.Engine!.AdvanceTo(newest, part.Decisions))
        {
            part.Advances.Add((part.Position, newest));
        }
    }

    private long Newest() => _parts.Max(part => part.Engine!.NowMicros);

    private void Commit(Part part)
    {
        Decisions.AddRange(part.Decisions);
        part.Decisions.Clear();
        part.Committed.AddRange(part.Advances);
        part.Advances.Clear();
        part.CommittedPosition = part.Position;
        part.CommittedEpoch = part.Engine!.CurrentEpoch;
    }

    private sealed class SavedParts : ICheckpointParts
    {
        public PartitionCheckpoint? Checkpoint { get; set; }

        public List<byte[]> Accounts { get; } = [];

        public List<byte[]> Pending { get; } = [];

        public byte[] Head { get; private set; } = [];

        public void TakeAccounts(byte[] chunk) => Accounts.Add([.. chunk]);

        public void TakePending(byte[] chunk) => Pending.Add([.. chunk]);

        public void TakeHead(byte[] head) => Head = head;
    }

    private sealed class Part(int number)
    {
        public int Number => number;

        public List<StreamEvent> Log { get; } = [];

        public PartitionEngine? Engine { get; set; }

        public PartitionCheckpointer? Checkpointer { get; set; }

        public int Position { get; set; }

        public int CommittedPosition { get; set; }

        public long CommittedEpoch { get; set; } = long.MinValue;

        public List<Decision> Decisions { get; } = [];

        public List<(long Offset, long Micros)> Advances { get; } = [];

        public List<(long Offset, long Micros)> Committed { get; } = [];

        public List<(SavedParts Parts, int Position)> Saved { get; } = [];

        public long SavedEpoch() => BitConverter.ToInt64(
            Saved[^1].Parts.Head, CheckpointFormat.PartitionMagic.Length + 4 + 8 + 8 + 8 + 4);
    }
}
