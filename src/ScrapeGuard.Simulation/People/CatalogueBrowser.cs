using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.People;

/// <summary>
/// Opens entry after entry of the catalogue: at the median 33 in ten minutes and 54 in an hour, rarely 150 and 600.
/// </summary>
internal sealed class CatalogueBrowser : Listener
{
    // Now and then somebody goes through a whole shelf as fast as pages open.
    private const double MarathonShare = 0.03;
    private const double MaxClicks = 700;
    private const double MinGapMs = 900;

    private readonly double _gapMs;

    public CatalogueBrowser(
        Account account, ListenerTraits traits, TrackCatalogue catalogue, Chance dice, long startMs)
        : base(account, traits, catalogue, dice, startMs) =>
        _gapMs = Math.Clamp(Dice.LogNormal(11_000, 0.5), 3_500, 60_000);

    protected override long Use(EventSchedule schedule, long startMs)
    {
        var visit = DrawVisit(startMs);
        return Dice.Happens(0.3) ? Listen(schedule, startMs, visit) : Click(schedule, startMs, visit);
    }

    private long Click(EventSchedule schedule, long startMs, in Visit visit)
    {
        var time = Session(schedule).Open(ref Dice, visit, startMs);
        var track = Catalogue.DrawTrack(ref Dice);
        var (clicks, gapMs) = Dice.Happens(MarathonShare)
            ? (Dice.Between(300, 620), Dice.Between(2_300.0, 4_000.0))
            : ((int)Math.Min(MaxClicks, Dice.LogNormal(18, 1.2)), _gapMs);
        for (var click = 0; click < clicks; click++)
        {
            // Mostly on to a neighbour, else somewhere else by popularity.
            track = Dice.Happens(0.6) ? (track + Dice.Between(1, 4)) % Catalogue.Count : Catalogue.DrawTrack(ref Dice);
            var missing = Dice.Happens(0.01);
            var bytes = Dice.Between(900, 6_000);
            schedule.Add(
                Account, time, Operation.Browse, visit, missing ? -1 : track, bytes, status: missing ? 404 : 200);
            time += (long)Math.Max(MinGapMs, Dice.LogNormal(gapMs, 1.0));
        }

        return time;
    }
}
