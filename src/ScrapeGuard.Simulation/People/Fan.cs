using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.People;

/// <summary>Listens as others do, and once a week plays one album together with the whole fan club.</summary>
internal sealed class Fan : Listener
{
    private const int PeoplePerClub = 4_000;
    private const long WeekMs = 7 * 86_400_000L;

    private readonly int _album;
    private long _gatheringMs;

    public Fan(
        Account account, ListenerTraits traits, TrackCatalogue catalogue, Chance dice, long startMs, ulong seed)
        : base(account, traits, catalogue, dice, startMs)
    {
        var club = Chance.For(seed, Streams.FanClub, (ulong)(account.Index / PeoplePerClub));
        _album = TrackCatalogue.AlbumOf(catalogue.DrawTrack(ref club));
        _gatheringMs = startMs + (long)(WeekMs * club.Between(0.1, 0.9));
    }

    public override void Act(EventSchedule schedule)
    {
        var due = WakesAtMs >= _gatheringMs;
        if (due)
        {
            Taste.PlayAlbum(_album);
            _gatheringMs += WeekMs;
        }

        base.Act(schedule);

        // The gathering comes before whatever habit would plan after it.
        if (WakesAtMs > _gatheringMs && _gatheringMs < schedule.EndMs)
        {
            WakesAtMs = _gatheringMs + Dice.Between(0, 90_000);
        }
    }
}
