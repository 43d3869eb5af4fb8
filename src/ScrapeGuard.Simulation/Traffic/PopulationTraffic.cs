using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.People;
using ScrapeGuard.Simulation.Scrapers;
using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Simulation.Traffic;

/// <summary>People and scrapers: wakes who is due within the hour, then writes the hour.</summary>
internal sealed class PopulationTraffic : ITrafficSource
{
    private readonly List<Account> _accounts = [];
    private readonly List<Actor> _actors = [];
    private readonly EventSchedule _schedule;

    public PopulationTraffic(SimulationOptions options)
    {
        var start = options.Start.ToUnixTimeMilliseconds();
        _schedule = new EventSchedule(start, start + (long)(options.Days * 86_400_000));
        var catalogue = new TrackCatalogue(options.CatalogueTracks, options.Seed);
        var people = new PersonFactory(options, catalogue);
        for (var person = 0; person < options.People; person++)
        {
            _accounts.Add(people.Create(person, _actors));
        }

        var scrapers = new ScraperFactory(options, catalogue);
        var campaigns = options.Scrapers ?? ScraperPresets.DefaultMix(options.People);
        for (var place = 0; place < campaigns.Count; place++)
        {
            for (var member = 0; member < campaigns[place].Accounts; member++)
            {
                _accounts.Add(scrapers.Create(place, campaigns[place], member, _accounts.Count, _actors));
            }
        }
    }

    public IEnumerable<TrafficBlock> Run(BlockBuilder builder)
    {
        for (long hour = 0; _schedule.StartMs + (hour * EventSchedule.BucketMs) < _schedule.EndMs; hour++)
        {
            WakeUntil(_schedule.StartMs + ((hour + 1) * EventSchedule.BucketMs));
            if (_schedule.Take(hour) is not { } bucket)
            {
                continue;
            }

            for (var rank = 0; rank < bucket.Count && !builder.IsDone; rank++)
            {
                Append(builder, bucket, rank);
                if (builder.IsFull)
                {
                    yield return builder.Cut();
                }
            }

            _schedule.GiveBack(bucket);
            if (builder.IsDone)
            {
                break;
            }
        }

        if (!builder.IsEmpty)
        {
            yield return builder.Cut();
        }
    }

    public IEnumerable<AccountTruth> Truth() => _accounts.Select(account => new AccountTruth(
        account.Name.ToString("x16"),
        account.IsScraper ? "scraper" : "person",
        account.Kind,
        account.Campaign,
        account.Tally.Events,
        account.Tally.Tracks.Count,
        account.Tally.Tracks.AudioCount,
        account.Tally.Bytes,
        account.Tally.Wanted));

    private void WakeUntil(long untilMs)
    {
        foreach (var actor in _actors)
        {
            while (actor.WakesAtMs < untilMs)
            {
                actor.Act(_schedule);
            }
        }
    }

    private void Append(BlockBuilder builder, EventBucket bucket, int rank)
    {
        ref readonly var item = ref bucket.At(rank);
        var account = _accounts[item.Account];
        var page = item.Tracks > 1 ? bucket.PageOf(item) : [];
        builder.Append(item, page, account.Face, account.Endpoints[item.Endpoint], account.Tally);
    }
}
