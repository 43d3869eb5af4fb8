using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.People;

/// <summary>
/// Downloads a playlist of 25 to 45 tracks at once every few days, and plays them from the device: audio without plays
/// first, plays without audio later (each at the time it was played). It is hardly more than the 28 to 30 after which
/// a platform hands out no more keys at once.
/// </summary>
internal sealed class OfflineListener(
    Account account, ListenerTraits traits, TrackCatalogue catalogue, Chance dice, long startMs)
    : Listener(account, traits, catalogue, dice, startMs)
{
    private const long DayMs = 86_400_000;

    private long _nextSyncMs = startMs;

    protected override long Use(EventSchedule schedule, long startMs)
    {
        var visit = DrawVisit(startMs);
        if (startMs < _nextSyncMs)
        {
            return Listen(schedule, startMs, visit);
        }

        _nextSyncMs = startMs + (long)(DayMs * Dice.Between(2.0, 5.0));
        var session = Session(schedule);
        var time = session.Open(ref Dice, visit, startMs);
        foreach (var track in Taste.Replace(Dice.Between(25, 45), ref Dice))
        {
            time = session.Fetch(ref Dice, visit, time, track) + Dice.Between(300, 2_500);
        }

        return time;
    }
}
