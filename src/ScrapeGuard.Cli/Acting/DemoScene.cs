using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Acting;

/// <summary>
/// What the demo shows when nothing else is asked for: a small service whose few people still share what they listen to
/// (a big catalogue of which each plays a corner says nothing of who is with whom), and a swarm in it that is quiet
/// account by account and found as a campaign, for that is what the product is for.
/// </summary>
internal static class DemoScene
{
    /// <summary>A swarm of fewer is found late, or not in the demo's days.</summary>
    private const int LeastSwarm = 24;

    private const int PeopleForEachOfTheSwarm = 12;

    public static SimulationOptions Options { get; } = new() { People = 300, Days = 3, CatalogueTracks = 20_000 };

    /// <summary>A campaign of each kind, with the quiet swarm after what people listen to.</summary>
    public static IReadOnlyList<ScraperOptions> ScrapersFor(int people) =>
        [.. ScraperPresets.DefaultMix(people).Select(campaign => campaign.Kind == ScraperPresets.QuietSwarm.Kind
            ? campaign with
            {
                Accounts = Math.Max(LeastSwarm, people / PeopleForEachOfTheSwarm),
                Order = ScrapeOrder.PopularFirst,
            }
            : campaign)];
}
