using System.Text;
using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Simulation.Tests;

/// <summary>A whole simulated capture in memory.</summary>
internal sealed record Capture(byte[] Bytes, IReadOnlyList<AccountTruth> Truth, long Events)
{
    public string[] Lines => Encoding.UTF8.GetString(Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<CaptureLine> Parsed => Lines.Select(CaptureLine.Parse);

    public static Capture Of(SimulationOptions options)
    {
        var simulation = new TrafficSimulation(options);
        using var output = new MemoryStream();
        var events = simulation.WriteTo(output);
        return new Capture(output.ToArray(), simulation.Truth(), events);
    }

    /// <summary>Small, with every kind of person and scraper in it.</summary>
    public static SimulationOptions Small(ulong seed = 1) => new()
    {
        Seed = seed,
        People = 60,
        Days = 1.2,
        CatalogueTracks = 6_000,
        Mix = new PeopleMix
        {
            Listeners = 1,
            Explorers = 1,
            CatalogueBrowsers = 1,
            ShopRadios = 1,
            Families = 1,
            ThirdPartyPlayers = 1,
            OfflineSyncers = 1,
            Travellers = 1,
            Dormitory = 1,
            FanClub = 1,
        },
    };
}
