namespace ScrapeGuard.Simulation.Tests;

/// <summary>What sets each kind of people apart, and would deceive a simple limit.</summary>
public sealed class PeopleKindsTests
{
    [Test]
    public void ShopRadio_AWeek_PlaysEightToTenHoursADay()
    {
        var hoursADay = Of(new PeopleMix { ShopRadios = 1 }, days: 7).Where(line => line.PlayedMs > 0)
            .GroupBy(line => line.Account).Select(own => own.Sum(line => line.PlayedMs!.Value) / 3.6e6 / 7).ToArray();

        hoursADay.Average().Should().BeInRange(6.5, 10);
        hoursADay.Max().Should().BeInRange(8, 10.2);
    }

    [Test]
    public void Family_OneAccount_PlaysInParallelFromSeveralDevices()
    {
        var plays = Of(new PeopleMix { Families = 1 }, days: 4).Where(line => line.Operation == "play")
            .GroupBy(line => line.Account).Select(own => own.ToArray()).ToArray();

        plays.Should().Contain(own => own.Zip(own.Skip(1)).Any(pair =>
            pair.First.Device != pair.Second.Device
            && pair.Second.Time.AddMilliseconds(-pair.Second.PlayedMs!.Value) < pair.First.Time.AddMinutes(-1)));
    }

    [Test]
    public void ThirdPartyPlayer_Most_TakeAudioWithoutAnyReport()
    {
        var own = Of(new PeopleMix { ThirdPartyPlayers = 1 }, days: 3).ToLookup(line => line.Account)
            .Where(lines => lines.Count(line => line.Operation == "audio") > 10).ToArray();

        own.Count(lines => lines.All(line => line.Operation != "play")).Should().BeGreaterThan(own.Length / 3)
            .And.BeLessThan(own.Length);
    }

    [Test]
    public void OfflineSyncer_ASync_TakesAPlaylistWithinTwoMinutes()
    {
        var own = Of(new PeopleMix { OfflineSyncers = 1 }, days: 2).Where(line => line.Operation == "audio")
            .GroupBy(line => line.Account).Select(lines => lines.Select(line => line.Time).ToArray());

        // A listener plays one or none in that time.
        own.Max(times => times.Count(time => time < times[0].AddMinutes(2))).Should().BeInRange(35, 45);
    }

    [Test]
    public void Traveller_InAWeek_IsSeenInTwoCountries() => Of(new PeopleMix { Travellers = 1 }, days: 10)
        .GroupBy(line => line.Account).Count(own => own.Select(line => line.Country).Distinct().Count() == 2)
        .Should().BeGreaterThan(10);

    [Test]
    public void Dormitory_ManyPeople_ShareOneAddress() => Of(new PeopleMix { Dormitory = 1 }, days: 2)
        .GroupBy(line => line.Ip).Max(shared => shared.Select(line => line.Account).Distinct().Count())
        .Should().BeGreaterThan(20);

    [Test]
    public void FanClub_AtItsGathering_PlaysOneAlbumTogether()
    {
        var albums = Of(new PeopleMix { FanClub = 1 }, days: 7).Where(line => line.Operation == "play")
            .GroupBy(line => (line.Album, line.Time.ToUnixTimeSeconds() / 3_600));

        albums.Max(hour => hour.Select(line => line.Account).Distinct().Count()).Should().BeGreaterThan(20);
    }

    [Test]
    public void Dj_Most_AreHeardForLessThanAMinute()
    {
        var plays = Of(new PeopleMix { Djs = 1 }, days: 7).Where(line => line.Operation == "play").ToArray();

        plays.Count(line => line.PlayedMs < 60_000).Should().BeGreaterThan(plays.Length * 6 / 10);
        plays.Select(line => line.Tracks[0]).Distinct().Count().Should().BeGreaterThan(plays.Length / 3);
    }

    [Test]
    public void ReleaseBinger_OnReleaseDays_PlaysMuchOfAFewAlbums()
    {
        // Weeks turn on Thursdays; the first day and a half are the days of releases.
        var plays = Of(new PeopleMix { ReleaseBingers = 1 }, days: 7).Where(line => line.Operation == "play")
            .ToLookup(line => line.Time.DayOfWeek == DayOfWeek.Thursday);
        double TopOf(bool isReleaseDay) => plays[isReleaseDay].GroupBy(line => line.Album)
            .Select(album => album.Count()).OrderDescending().Take(12).Sum() / (double)plays[isReleaseDay].Count();

        TopOf(isReleaseDay: true).Should().BeGreaterThan(0.6).And.BeGreaterThan(2 * TopOf(isReleaseDay: false));
    }

    [Test]
    public void MobileCarrier_OfACountry_SharesAFewAddresses()
    {
        var lines = Of(new PeopleMix { MobileCarrier = 1 }, days: 7);
        var shared = lines.GroupBy(line => line.Ip)
            .Select(address => address.Select(line => line.Account).Distinct().Count()).ToArray();

        shared.Max().Should().BeGreaterThan(3);
        lines.GroupBy(line => line.Account).Max(own => own.Select(line => line.Ip).Distinct().Count())
            .Should().BeGreaterThan(4);
        lines.GroupBy(line => line.Account).Should().OnlyContain(
            own => own.Select(line => line.Device).Distinct().Count() == 1);
    }

    [Test]
    public void With_EachKindAlone_MakesPeopleOfThatKindOnly()
    {
        foreach (var kind in PeopleMix.Kinds)
        {
            var capture = Capture.Of(new SimulationOptions
            {
                People = 5,
                Scrapers = [],
                Days = 0.1,
                Mix = PeopleMix.Nobody.With(kind, 2),
            });
            capture.Truth.Should().OnlyContain(account => account.Kind == kind);
        }

        var unknown = () => PeopleMix.Nobody.With("robot", 1);
        unknown.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Test]
    public void Listener_Hours_KeepDayAndNight()
    {
        var hours = Of(new PeopleMix { Listeners = 1 }, days: 7)
            .Where(line => line is { Operation: "play", Country: "GB" })
            .ToLookup(line => line.Time.Hour);

        var night = Enumerable.Range(2, 3).Sum(hour => hours[hour].Count());
        var evening = Enumerable.Range(18, 3).Sum(hour => hours[hour].Count());
        night.Should().BeLessThan(evening / 5);
    }

    /// <summary>The lines of 60 people of the kind whose share is 1; the default shares of the others stay.</summary>
    private static CaptureLine[] Of(PeopleMix mix, double days)
    {
        var options = new SimulationOptions
        {
            People = 300,
            Scrapers = [],
            Days = days,
            CatalogueTracks = 20_000,
            Mix = mix,
        };
        var capture = Capture.Of(options);
        var accounts = capture.Truth.Where(account => account.Kind == KindOf(mix)).Take(60)
            .Select(account => account.Account).ToHashSet();
        return [.. capture.Parsed.Where(line => accounts.Contains(line.Account))];
    }

    private static string KindOf(PeopleMix mix) => mix switch
    {
        { ShopRadios: 1 } => "shop-radio",
        { Families: 1 } => "family",
        { ThirdPartyPlayers: 1 } => "third-party-player",
        { OfflineSyncers: 1 } => "offline-syncer",
        { Travellers: 1 } => "traveller",
        { Dormitory: 1 } => "dormitory",
        { FanClub: 1 } => "fan-club",
        { Djs: 1 } => "dj",
        { ReleaseBingers: 1 } => "release-binger",
        { MobileCarrier: 1 } => "mobile-carrier",
        _ => "listener",
    };
}
