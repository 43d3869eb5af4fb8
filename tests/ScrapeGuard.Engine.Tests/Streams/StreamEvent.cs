using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Engine.Tests.Streams;

/// <summary>An event as a test writes it down.</summary>
internal sealed record StreamEvent(long TimeMicros, string Account, Operation Operation)
{
    /// <summary>2026-01-05T00:00:00Z, the start of an epoch, in seconds since 1970.</summary>
    public const long StartSecond = 1_767_571_200;

    public ulong Id { get; init; }

    public ulong[] Tracks { get; init; } = [];

    public short Status { get; init; } = EventLimits.DefaultStatus;

    public long Bytes { get; init; }

    public int PlayedMs { get; init; }

    public string? Artist { get; init; }

    public string? Plan { get; init; }

    public string? Client { get; init; }

    public string? Country { get; init; }

    public uint Ip { get; init; }

    public long AccountCreatedSeconds { get; init; }

    /// <summary>An event at a second after the start.</summary>
    public static StreamEvent At(double second, string account, Operation operation, params ulong[] tracks) =>
        new(StartMicros + (long)(second * 1_000_000), account, operation) { Tracks = tracks };

    public static long StartMicros => StartSecond * 1_000_000;

    public static AccountKey KeyOf(string account) => StableHash.Account(Encoding.UTF8.GetBytes(account));

    /// <summary>One batch of events, in the order given.</summary>
    public static EventBatch Batch(params IEnumerable<StreamEvent> events)
    {
        var batch = new EventBatch(16);
        foreach (var e in events)
        {
            e.AddTo(batch);
        }

        return batch;
    }

    public void AddTo(EventBatch batch)
    {
        ref var e = ref batch.BeginEvent();
        e.TimeMicros = TimeMicros;
        e.Operation = Operation;
        e.Id = Id;
        e.Status = Status;
        e.Bytes = Bytes;
        e.PlayedMs = PlayedMs;
        e.Artist = HashOf(Artist);
        e.Plan = HashOf(Plan);
        e.Client = HashOf(Client);
        e.Country = HashOf(Country);
        e.Ip = Ip;
        e.Network = Ip >> 8;
        e.AccountCreatedSeconds = AccountCreatedSeconds;
        foreach (var track in Tracks)
        {
            batch.AddTrack(ref e, track).Should().BeTrue("an event has at most {0} tracks", EventLimits.MaxTracks);
        }

        batch.SetAccount(ref e, Encoding.UTF8.GetBytes(Account));
        batch.CommitEvent(ref e);
    }

    private static uint HashOf(string? name) => name is null ? 0 : StableHash.Hash32(Encoding.UTF8.GetBytes(name));
}
