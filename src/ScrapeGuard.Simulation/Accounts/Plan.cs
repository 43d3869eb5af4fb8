namespace ScrapeGuard.Simulation.Accounts;

internal enum Plan : byte
{
    Free,
    Premium,
    Family,
    Student,
}
