namespace ScrapeGuard.Simulation.Traffic;

/// <summary>One event before it is written: 48 bytes, no references.</summary>
internal struct TrafficEvent
{
    /// <summary>Milliseconds from the Unix epoch.</summary>
    public long TimeMs;

    public int Account;

    /// <summary>Number within the account.</summary>
    public uint Number;

    /// <summary>The track itself if there is one, else where the page's tracks start in its bucket's pool.</summary>
    public int Track;

    public ushort Tracks;
    public short Status;
    public int Bytes;
    public int PlayedMs;
    public uint Session;
    public Operation Operation;
    public byte Endpoint;
}
