using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.Scrapers;

/// <summary>Makes the accounts of a campaign.</summary>
internal sealed class ScraperFactory(SimulationOptions options, TrackCatalogue catalogue)
{
    private const int MaxAccountsBits = 20;

    private readonly long _startMs = options.Start.ToUnixTimeMilliseconds();
    private readonly Dictionary<int, (CampaignLosses Losses, CommonFace Common)> _campaigns = [];

    /// <param name="place">Place of the campaign in the list.</param>
    /// <param name="scraper">The campaign.</param>
    /// <param name="member">Number of the account within the campaign.</param>
    /// <param name="index">Number of the account among all.</param>
    /// <param name="actors">Takes the account's actor.</param>
    public Account Create(int place, ScraperOptions scraper, int member, int index, List<Actor> actors)
    {
        var number = ((ulong)place << MaxAccountsBits) + (ulong)member;
        var dice = Chance.For(options.Seed, Streams.Scraper, number);
        var country = Places.DrawCountry(ref dice);
        var name = Chance.For(options.Seed, Streams.ScraperName, number).Next();
        var (losses, common) = CampaignAt(place, scraper);
        var account = new Account(index, name, scraper.Kind, CampaignOf(place, scraper))
        {
            IsScraper = true,
            Plan = dice.Happens(0.7) ? Plan.Premium : Plan.Free,
            CreatedDay = common.CreatedOn(DrawCreated(ref dice)),
            Endpoints = [.. DrawEndpoints(scraper, country, ref dice).Select(common.On)],
        };
        var campaign = Chance.For(options.Seed, Streams.Campaign, (ulong)place);
        var plan = new ScrapePlan(catalogue, scraper, member, campaign);
        var hours = new WorkHours(scraper, _startMs, common.ClockOf(country), losses);
        actors.Add(scraper.TracksPerDay > 0
            ? new SwarmScraper(account, scraper, catalogue, plan, hours, losses, dice, _startMs)
            : new MachineScraper(account, scraper, catalogue, plan, hours, losses, dice, _startMs));
        return account;
    }

    /// <summary>What the accounts of a campaign know of each other, and what they have in common.</summary>
    private (CampaignLosses Losses, CommonFace Common) CampaignAt(int place, ScraperOptions scraper)
    {
        if (!_campaigns.TryGetValue(place, out var campaign))
        {
            var dice = Chance.For(options.Seed, Streams.CommonFace, (ulong)place);
            var createdDay = DrawCreated(ref dice);
            campaign = (new CampaignLosses(scraper), new CommonFace(scraper, createdDay, dice));
            _campaigns[place] = campaign;
        }

        return campaign;
    }

    private static string? CampaignOf(int place, ScraperOptions scraper) =>
        scraper.Campaign ?? (scraper.Accounts > 1 ? $"{scraper.Kind}-{place + 1}" : null);

    /// <summary>Half are fresh, half bought from people and years old.</summary>
    private int DrawCreated(ref Chance dice)
    {
        var age = dice.Happens(0.5) ? dice.Between(1, 120) : dice.Between(120, 3_000);
        return DateOnly.FromDateTime(options.Start.UtcDateTime).DayNumber - age;
    }

    private static Endpoint[] DrawEndpoints(ScraperOptions scraper, byte country, ref Chance dice)
    {
        var client = scraper.TracksPerDay > 0 || dice.Happens(0.4)
            ? Clients.DrawOfficial(ref dice)
            : Clients.DrawThirdParty(ref dice);
        var device = (uint)dice.Next();
        var endpoints = new Endpoint[scraper.AddressPool];
        foreach (ref var endpoint in endpoints.AsSpan())
        {
            var asn = scraper.Residential
                ? Places.DrawConsumerNetwork(country, ref dice)
                : Places.DrawHostingNetwork(ref dice);
            endpoint = new Endpoint(Places.DrawAddress(asn, ref dice), country, asn, device, client);
        }

        return endpoints;
    }
}
