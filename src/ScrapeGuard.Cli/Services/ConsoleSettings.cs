using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Postgres;

namespace ScrapeGuard.Cli.Services;

/// <summary>All settings of a console.</summary>
/// <param name="Shared">What all services have.</param>
/// <param name="Options">Where it listens, and who may sign in; not yet checked against each other.</param>
/// <param name="Traffic">How much it remembers.</param>
/// <param name="Database">The settings under <c>Database</c>; null: they are not given.</param>
internal sealed record ConsoleSettings(
    SharedSettings Shared, ConsoleOptions Options, TrafficOptions Traffic, PostgresOptions? Database)
{
    /// <summary>Where a console listens when nothing is said: for this machine only.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8090";

    /// <summary>The group of consoles where nothing else is said; each reads all, so nothing is committed.</summary>
    public const string DefaultGroup = "scrapeguard-console";
}
