using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.People;

/// <summary>Makes person number so-and-so from the seed and the number alone.</summary>
internal sealed class PersonFactory(SimulationOptions options, TrackCatalogue catalogue)
{
    private const int PeoplePerDormitory = 4_000;
    private const int CarrierAddresses = 8;
    private const ulong FirstCarrier = 1 << 20;

    private readonly long _startMs = options.Start.ToUnixTimeMilliseconds();

    /// <summary>Adds the person's actors (a family has several) and returns the account.</summary>
    public Account Create(int index, List<Actor> actors)
    {
        var dice = Chance.For(options.Seed, Streams.Person, (ulong)index);
        var kind = PersonKinds.At(options.Mix, dice.Unit());
        var name = Chance.For(options.Seed, Streams.PersonName, (ulong)index).Next();
        var account = new Account(index, name, PersonKinds.Name(kind), campaign: null)
        {
            Plan = kind == PersonKind.Family ? Plan.Family : DrawPlan(kind, ref dice),
            CreatedDay = DrawCreated(ref dice),
            Endpoints = DrawEndpoints(kind, index, ref dice),
        };
        var voices = kind == PersonKind.Family ? dice.Between(2, 5) : 1;
        for (var voice = 0; voice < voices; voice++)
        {
            actors.Add(CreateActor(kind, account, new Chance(dice.Next())));
        }

        return account;
    }

    private Actor CreateActor(PersonKind kind, Account account, Chance dice)
    {
        var traits = DrawTraits(kind, ref dice);
        return kind switch
        {
            PersonKind.CatalogueBrowser => new CatalogueBrowser(account, traits, catalogue, dice, _startMs),
            PersonKind.OfflineSyncer => new OfflineListener(account, traits, catalogue, dice, _startMs),
            PersonKind.Traveller => new Traveller(account, traits, catalogue, dice, _startMs),
            PersonKind.FanClub => new Fan(account, traits, catalogue, dice, _startMs, options.Seed),
            _ => new Listener(account, traits, catalogue, dice, _startMs),
        };
    }

    private static ListenerTraits DrawTraits(PersonKind kind, ref Chance dice)
    {
        var traits = ListenerTraits.Draw(ref dice);
        return kind switch
        {
            PersonKind.Explorer or PersonKind.Wanderer => traits with
            {
                // 450 to 600 plays in a full week, up to 97 % of them new to it: of 92 listeners over years nobody had
                // more in a week. And nobody moves through the tail as evenly as through the head.
                SessionsPerDay = dice.Between(1.5, 3.0),
                SessionMinutes = 110,
                SessionSigma = 0.4,
                ActiveDayShare = 0.95,
                ExploreShare = kind == PersonKind.Wanderer ? 1 : 0.985,
                ReturnShare = kind == PersonKind.Wanderer ? 0 : dice.Between(0.03, 0.08),
                Width = 0.9,
                Depth = kind == PersonKind.Wanderer ? dice.Between(0.5, 0.95) : dice.Between(0.4, 0.8),
                Habits = traits.Habits with { SearchShare = 0.1, Pages = 2 },
            },
            PersonKind.CatalogueBrowser => traits with { SessionsPerDay = dice.Between(0.3, 1.0), SessionMinutes = 25 },
            PersonKind.ShopRadio => traits with
            {
                OpensAtHour = dice.Between(7.0, 10.0),
                SessionMinutes = dice.Between(490, 590),
                SessionSigma = 0.03,
                MaxSessionMinutes = 600,
                ActiveDayShare = 0.9,
                ExploreShare = 0.25,
                Rotation = dice.Between(150, 500),
                Habits = traits.Habits with { SkipShare = 0.01, PauseShare = 0.005, SearchShare = 0, Pages = 0.5 },
            },
            PersonKind.ThirdPartyPlayer => traits with
            {
                Habits = traits.Habits with { ReportShare = dice.Happens(0.6) ? 0 : dice.Between(0.2, 0.8) },
            },
            PersonKind.Dj => traits with
            {
                SessionsPerDay = dice.Between(0.6, 1.4),
                SessionMinutes = 70,
                ActiveDayShare = 0.7,
                ExploreShare = dice.Between(0.6, 0.85),
                Rotation = 60,
                Width = 0.6,
                Depth = 0.35,
                Habits = traits.Habits with { SkipShare = 0.75, SearchShare = 0.25, CachedShare = 0.1, Pages = 3 },
            },
            PersonKind.ReleaseBinger => traits with
            {
                SessionsPerDay = Math.Max(2, traits.SessionsPerDay),
                ActiveDayShare = 1,
                ReleaseDayShare = 0.9,
            },
            PersonKind.OfflineSyncer => traits with
            {
                ExploreShare = 0.03,
                Habits = traits.Habits with { CachedShare = 1, SearchShare = 0, Pages = 0.3 },
            },
            _ => traits,
        };
    }

    private static Plan DrawPlan(PersonKind kind, ref Chance dice)
    {
        var point = dice.Unit();
        var paying = kind is PersonKind.OfflineSyncer or PersonKind.ShopRadio or PersonKind.ThirdPartyPlayer;
        return paying || point < 0.45 ? Plan.Premium : point < 0.55 ? Plan.Student : Plan.Free;
    }

    /// <summary>Most accounts are years old, one in twenty is of the last month.</summary>
    private int DrawCreated(ref Chance dice)
    {
        var age = dice.Happens(0.05) ? dice.Between(1, 30) : Math.Min(4_500, 30 + (int)dice.Exponential(1_300));
        return DateOnly.FromDateTime(options.Start.UtcDateTime).DayNumber - age;
    }

    private Endpoint[] DrawEndpoints(PersonKind kind, int index, ref Chance dice)
    {
        var home = Home(kind, index, ref dice);
        if (kind == PersonKind.MobileCarrier)
        {
            return BehindCarrier(home.Country, ref dice);
        }

        var count = kind switch
        {
            PersonKind.ShopRadio => 1,
            PersonKind.Family => dice.Between(3, 7),
            _ => dice.Between(1, 3),
        };
        var endpoints = new Endpoint[kind == PersonKind.Traveller ? count + 1 : count];
        for (var at = 0; at < endpoints.Length; at++)
        {
            // Every other device stays at home; the others are on a mobile network or at work.
            endpoints[at] = at % 2 == 0 ? home : Elsewhere(home.Country, ref dice);
            endpoints[at] = endpoints[at] with { Device = (uint)dice.Next(), Client = DrawClient(kind, ref dice) };
        }

        if (kind == PersonKind.Traveller)
        {
            var abroad = (byte)((home.Country + 1 + dice.Below(Places.Countries.Length - 1)) % Places.Countries.Length);
            var (device, client) = (endpoints[0].Device, endpoints[0].Client);
            endpoints[^1] = Elsewhere(abroad, ref dice) with { Device = device, Client = client };
        }

        return endpoints;
    }

    private Endpoint Home(PersonKind kind, int index, ref Chance dice)
    {
        if (kind == PersonKind.Dormitory)
        {
            var shared = Chance.For(options.Seed, Streams.SharedPlace, (ulong)(index / PeoplePerDormitory));
            return Elsewhere(Places.DrawCountry(ref shared), ref shared);
        }

        var country = Places.DrawCountry(ref dice);
        if (dice.Happens(0.03))
        {
            // Behind a VPN: a hosting company's network, as many scrapers have.
            var hosting = Places.DrawHostingNetwork(ref dice);
            return new Endpoint(Places.DrawAddress(hosting, ref dice), country, hosting, 0, 0);
        }

        return Elsewhere(country, ref dice);
    }

    /// <summary>One telephone behind the few addresses that a carrier has for all of a country.</summary>
    private Endpoint[] BehindCarrier(byte country, ref Chance dice)
    {
        var (device, client) = ((uint)dice.Next(), Clients.DrawOfficial(ref dice));
        var endpoints = new Endpoint[CarrierAddresses];
        for (var at = 0; at < endpoints.Length; at++)
        {
            var number = FirstCarrier + ((ulong)country * CarrierAddresses) + (ulong)at;
            var shared = Chance.For(options.Seed, Streams.SharedPlace, number);
            endpoints[at] = Elsewhere(country, ref shared) with { Device = device, Client = client };
        }

        return endpoints;
    }

    private static Endpoint Elsewhere(byte country, ref Chance dice)
    {
        var asn = Places.DrawConsumerNetwork(country, ref dice);
        return new Endpoint(Places.DrawAddress(asn, ref dice), country, asn, 0, 0);
    }

    private static byte DrawClient(PersonKind kind, ref Chance dice) => kind == PersonKind.ThirdPartyPlayer
        ? Clients.DrawThirdParty(ref dice)
        : Clients.DrawOfficial(ref dice);
}
