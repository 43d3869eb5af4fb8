using System.Globalization;
using System.Text.Unicode;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Benchmarks.Accounts;

/// <summary>
/// The engine alone, on one thread, with a number of accounts that all are known already and each do something every
/// ten minutes of event time. If nothing else is said, each event is of an account drawn evenly: the worst that can
/// happen to caches, for real traffic comes back to the same accounts. They are people as far as the engine can tell:
/// they come back to what they like, and sleep for eight hours.
/// </summary>
internal sealed class AccountsBenchmark : IDisposable
{
    /// <summary>Events of one run.</summary>
    public const int EventsPerRun = Batches * EventsPerBatch;

    private const int Batches = 64;
    private const int EventsPerBatch = 4_096;
    private const int Catalogue = 1_000_000;

    private const long MicrosPerAccount = 600_000_000;
    private const long MicrosPerHour = 3_600_000_000;
    private const int HoursOfDay = 24;
    private const int HoursOfSleep = 8;

    /// <summary>Tracks that an account comes back to, three times in four.</summary>
    private const int Liked = 30;

    private readonly int _accounts;
    private readonly Random _random = new(7);
    private readonly DetectionEngine _engine;
    private readonly EventBatch[] _batches;
    private readonly List<Decision> _decisions = [];
    private long _micros = DateTimeOffset.Parse("2026-03-01T00:00:00Z", CultureInfo.InvariantCulture)
        .ToUnixTimeMilliseconds() * 1_000;

    /// <param name="accounts">Number of accounts.</param>
    /// <param name="eventsBefore">Events that each has had on average before the first run.</param>
    /// <param name="batches">Batches of 4,096 events that a run consists of.</param>
    /// <param name="store">Takes what finds no room in memory; null: all does.</param>
    public AccountsBenchmark(
        int accounts, int eventsBefore = 20, int batches = Batches, IStateStore? store = null)
    {
        _accounts = accounts;
        _batches = [.. Enumerable.Range(0, batches).Select(_ => new EventBatch(EventsPerBatch))];
        _engine = new DetectionEngine(
            new EngineOptions(), Policy.Default, DefaultModel.Load(), crew: null, store);
        for (var done = 0L; done < (long)accounts * eventsBefore; done += EventsOfRun)
        {
            var first = done;
            Fill(i => first + i < accounts ? (int)first + i : DrawAwake(() => _random.Next(accounts)));
            Process();
        }
    }

    /// <summary>Events of one run of this one.</summary>
    public int EventsOfRun => _batches.Length * EventsPerBatch;

    /// <summary>Accounts that are known.</summary>
    public long Accounts => _engine.AccountCount;

    /// <summary>Bytes of state that an account takes: its features, its name and its place in the index.</summary>
    public double BytesPerAccount => _engine.AccountBytes / (double)_engine.AccountCount;

    /// <summary>How many events there are for each time that an account is scored.</summary>
    public double EventsPerEvaluation => _engine.Counters.Events / (double)_engine.Counters.Evaluations;

    /// <summary>Decisions so far.</summary>
    public long Decided { get; private set; }

    /// <summary>Bytes allocated by the last run.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Makes the events of the next run; not timed.</summary>
    public void Prepare() => Fill(_ => DrawAwake(() => _random.Next(_accounts)));

    /// <summary>The same, of accounts of which the k-th most active has 1/k of the events of the first.</summary>
    public void PrepareSkewed() => Fill(_ => DrawAwake(() =>
    {
        // Zipf's law with exponent 1: ranks up to r have ln r / ln n of the events. The active lie anywhere.
        var rank = (long)Math.Exp(_random.NextDouble() * Math.Log(_accounts));
        return (int)(rank * 2_654_435_761L % _accounts);
    }));

    /// <summary>Takes the events in.</summary>
    public void Process()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _engine.Process(_batches, _decisions);
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Decided += _decisions.Count;
        _decisions.Clear();
    }

    public void Dispose() => _engine.Dispose();

    private static double LikedBy(int account, int number) =>
        StableHash.Combine((ulong)account, (ulong)number) / (double)ulong.MaxValue;

    private int DrawAwake(Func<int> draw)
    {
        // Fewer could all be asleep.
        var account = draw();
        while (_accounts >= HoursOfDay && ((_micros / MicrosPerHour) + account) % HoursOfDay < HoursOfSleep)
        {
            account = draw();
        }

        return account;
    }

    private void Fill(Func<int, int> account)
    {
        Span<byte> name = stackalloc byte[16];
        for (var i = 0; i < EventsOfRun; i++)
        {
            var batch = _batches[i / EventsPerBatch];
            if (i % EventsPerBatch == 0)
            {
                batch.Clear();
            }

            ref var e = ref batch.BeginEvent();
            e.TimeMicros = _micros;
            e.Operation = (i % 3) switch { 0 => Operation.Metadata, 1 => Operation.License, _ => Operation.Audio };
            e.Bytes = 4_000_000;
            var who = account(i);
            Utf8.TryWrite(name, CultureInfo.InvariantCulture, $"account-{who:D8}", out _);
            batch.SetAccount(ref e, name);

            // The square makes some tracks far more popular than others.
            var draw = _random.Next(4) > 0 ? LikedBy(who, _random.Next(Liked)) : _random.NextDouble();
            batch.AddTrack(ref e, (ulong)(draw * draw * Catalogue) * 0x9E3779B97F4A7C15);
            batch.CommitEvent(ref e);
            _micros += MicrosPerAccount / _accounts;
        }
    }
}
