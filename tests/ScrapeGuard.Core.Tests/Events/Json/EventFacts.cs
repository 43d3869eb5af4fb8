using System.Text;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Core.Tests.Events.Json;

/// <summary>All that an event says, apart from where its parts lie in a batch.</summary>
internal sealed record EventFacts
{
    public long TimeMicros { get; init; }

    public string Account { get; init; } = "";

    public AccountKey Key { get; init; }

    public Operation Operation { get; init; }

    public ulong Id { get; init; }

    public string Tracks { get; init; } = "";

    public int Status { get; init; } = 200;

    public long Bytes { get; init; }

    public int PlayedMs { get; init; }

    public uint Ip { get; init; }

    public uint Network { get; init; }

    public uint Country { get; init; }

    public uint Device { get; init; }

    public uint Client { get; init; }

    public uint Session { get; init; }

    public uint Asn { get; init; }

    public uint Plan { get; init; }

    public uint Artist { get; init; }

    public long AccountCreatedSeconds { get; init; }

    public static EventFacts Of(EventBatch batch, int index)
    {
        ref readonly var e = ref batch[index];
        return new EventFacts
        {
            TimeMicros = e.TimeMicros,
            Account = Encoding.UTF8.GetString(batch.NameOf(e)),
            Key = e.Account,
            Operation = e.Operation,
            Id = e.Id,
            Tracks = Join(batch.TracksOf(e).ToArray()),
            Status = e.Status,
            Bytes = e.Bytes,
            PlayedMs = e.PlayedMs,
            Ip = e.Ip,
            Network = e.Network,
            Country = e.Country,
            Device = e.Device,
            Client = e.Client,
            Session = e.Session,
            Asn = e.Asn,
            Plan = e.Plan,
            Artist = e.Artist,
            AccountCreatedSeconds = e.AccountCreatedSeconds,
        };
    }

    public static string Join(IEnumerable<ulong> tracks) => string.Join(' ', tracks);
}
