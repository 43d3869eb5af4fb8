using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>What an account, a campaign or all of them did: plain sums, beside the <see cref="TrackHaul"/>.</summary>
internal sealed class LeakTally
{
    private readonly long[] _served = new long[OperationNames.Count];

    public long Requests { get; private set; }

    /// <summary>Requests that were refused: status 400 and above.</summary>
    public long Refused { get; private set; }

    /// <summary>The same, while the account was suspended.</summary>
    public long RefusedSuspended { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Bytes served while the account was suspended.</summary>
    public long BytesSuspended { get; private set; }

    public long FirstMicros { get; private set; } = long.MaxValue;

    public long LastMicros { get; private set; } = long.MinValue;

    public SourceCount Clients { get; } = new();

    public SourceCount Networks { get; } = new();

    public SourceCount Devices { get; } = new();

    /// <summary>Requests of an operation that were served.</summary>
    public long Served(Operation operation) => _served[(int)operation];

    public void Count(in AccessEvent e, bool isSuspended)
    {
        Requests++;
        FirstMicros = Math.Min(FirstMicros, e.TimeMicros);
        LastMicros = Math.Max(LastMicros, e.TimeMicros);
        Clients.Add(e.Client);
        Networks.Add(e.Network);
        Devices.Add(e.Device);
        if (!LeakLedger.IsServed(e))
        {
            Refused++;
            RefusedSuspended += isSuspended ? 1 : 0;
            return;
        }

        _served[(int)e.Operation]++;
        Bytes = Sum(Bytes, e.Bytes);
        BytesSuspended = Sum(BytesSuspended, isSuspended ? e.Bytes : 0);
    }

    public void Merge(LeakTally other)
    {
        for (var i = 0; i < _served.Length; i++)
        {
            _served[i] += other._served[i];
        }

        Requests += other.Requests;
        Refused += other.Refused;
        RefusedSuspended += other.RefusedSuspended;
        Bytes = Sum(Bytes, other.Bytes);
        BytesSuspended = Sum(BytesSuspended, other.BytesSuspended);
        FirstMicros = Math.Min(FirstMicros, other.FirstMicros);
        LastMicros = Math.Max(LastMicros, other.LastMicros);
        Clients.Merge(other.Clients);
        Networks.Merge(other.Networks);
        Devices.Merge(other.Devices);
    }

    private static long Sum(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;
}
