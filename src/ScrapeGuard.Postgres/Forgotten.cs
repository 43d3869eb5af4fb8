namespace ScrapeGuard.Postgres;

/// <summary>How many rows went because they were old.</summary>
public readonly record struct Forgotten(long Decisions, long Effects, long Notes, long Outgoing, long Counters)
{
    public long Total => Decisions + Effects + Notes + Outgoing + Counters;
}
