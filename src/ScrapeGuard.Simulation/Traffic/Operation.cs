namespace ScrapeGuard.Simulation.Traffic;

internal enum Operation : byte
{
    Metadata,
    Search,
    Browse,
    License,
    Audio,
    Play,
    Auth,
    Other,
}
