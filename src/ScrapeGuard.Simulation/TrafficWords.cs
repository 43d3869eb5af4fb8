using System.Text;
using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation;

/// <summary>The words that simulated events have in some of their fields: decoded events keep hashes of them.</summary>
public static class TrafficWords
{
    public static IReadOnlyList<string> Countries { get; } = Texts(Places.Countries);

    public static IReadOnlyList<string> Clients { get; } = Texts(Accounts.Clients.All);

    public static IReadOnlyList<string> Plans { get; } = Texts(EventLine.Plans);

    private static string[] Texts(byte[][] words) => Array.ConvertAll(words, Encoding.UTF8.GetString);
}
