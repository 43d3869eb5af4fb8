using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.People;

/// <summary>A person who listens by habit; the other kinds change one thing or another of it.</summary>
internal class Listener : Actor
{
    private readonly ListenerTraits _traits;

    /// <param name="account">Whose events they are.</param>
    /// <param name="traits">How much and how.</param>
    /// <param name="catalogue">What there is.</param>
    /// <param name="dice">The person's chance.</param>
    /// <param name="startMs">Start of the capture.</param>
    public Listener(Account account, ListenerTraits traits, TrackCatalogue catalogue, Chance dice, long startMs)
        : base(dice, startMs)
    {
        Account = account;
        Catalogue = catalogue;
        _traits = traits;
        Taste = new Taste(catalogue, ref Dice, traits.ExploreShare, traits.Rotation, traits.Width, traits.Depth,
            traits.ReleaseDayShare, traits.ReturnShare);
        Plan = new DayPlan(traits, Places.OffsetMs(account.Endpoints[0].Country));
    }

    protected Account Account { get; }

    protected TrackCatalogue Catalogue { get; }

    protected Taste Taste { get; }

    protected DayPlan Plan { get; }

    private bool Planned { get; set; }

    public override void Act(EventSchedule schedule)
    {
        var from = WakesAtMs;
        if (Planned)
        {
            from = Use(schedule, from);
        }

        Planned = true;
        WakesAtMs = Plan.Next(ref Dice, from, schedule.EndMs);
    }

    /// <summary>One use of the account; returns when it is over.</summary>
    protected virtual long Use(EventSchedule schedule, long startMs) => Listen(schedule, startMs, DrawVisit(startMs));

    protected virtual byte DrawEndpoint(long timeMs) =>
        (byte)Dice.Zipf(Account.Endpoints.Length, 1.2);

    protected Visit DrawVisit(long timeMs) => new((uint)Dice.Next(), DrawEndpoint(timeMs));

    protected long Listen(EventSchedule schedule, long startMs, in Visit visit)
    {
        var minutes = Math.Min(_traits.MaxSessionMinutes, Dice.LogNormal(_traits.SessionMinutes, _traits.SessionSigma));
        return Session(schedule).Run(ref Dice, visit, startMs, startMs + (long)(minutes * 60_000));
    }

    protected ListeningSession Session(EventSchedule schedule) =>
        new(schedule, Catalogue, Account, _traits.Habits, Taste);
}
