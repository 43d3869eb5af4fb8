using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.People;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.Scrapers;

/// <summary>Takes so many new tracks a day in two to four sessions like a person's.</summary>
internal sealed class SwarmScraper : Actor
{
    private const long DayMs = 86_400_000;
    private const double Spread = 0.2;

    /// <summary>Pages at the start of a session when all fetches poison: as many as a session's fetches.</summary>
    private const double PagesOfPoison = 16;

    private readonly Account _account;
    private readonly ScraperOptions _options;
    private readonly TrackCatalogue _catalogue;
    private readonly WorkHours _hours;
    private readonly CampaignLosses _losses;
    private readonly SwarmPicker _picker;
    private readonly ListeningHabits _habits;
    private long _opens = -1;
    private int _sessions;
    private int _done;
    private int _left;
    private long _taken;

    public SwarmScraper(
        Account account,
        ScraperOptions options,
        TrackCatalogue catalogue,
        ScrapePlan plan,
        WorkHours hours,
        CampaignLosses losses,
        Chance dice,
        long startMs)
        : base(dice, startMs)
    {
        _account = account;
        _options = options;
        _catalogue = catalogue;
        _hours = hours;
        _losses = losses;
        var pages = 4 * options.SearchShare;
        var peeks = PagesOfPoison * options.PoisonShare;
        _picker = new SwarmPicker(
            catalogue, plan, options.RepeatShare, peeks == 0 ? 0 : peeks / (pages + peeks), ref Dice);

        // A day's tracks have to fit a day's hours, with some to spare for the gaps between sessions.
        var fetches = options.TracksPerDay * (1 + Spread) / (1 - options.RepeatShare);
        _habits = new ListeningHabits
        {
            SkipShare = options.SkipShare,
            ReportShare = options.FakePlayShare,
            CachedShare = 0.2,
            SearchShare = options.SearchShare,
            Pages = pages + peeks,
            PauseShare = 0,
            MaxTrackMs = Math.Max(500, (long)(hours.ActiveMs * 0.7 / fetches) - 2_000),
        };
        WakesAtMs = hours.Next(startMs);
    }

    public override void Act(EventSchedule schedule)
    {
        var time = _hours.Next(WakesAtMs);
        if (_hours.OpensOn(time) != _opens)
        {
            OpenDay(time);
            WakesAtMs = Start(time);
            return;
        }

        _picker.Quota = _left / Math.Max(1, _sessions - _done);
        var asked = _picker.Quota;
        var visit = new Visit((uint)Dice.Next(), Rotation.EndpointAt(_options, time, ref Dice));
        time = new ListeningSession(schedule, _catalogue, _account, _habits, _picker)
            .Run(ref Dice, visit, time, _opens + DayMs);
        var taken = asked - _picker.Quota - (_picker.Done ? 1 : 0);
        _account.Tally.Wanted += taken;
        _left -= taken;
        _taken += taken;
        _done++;
        WakesAtMs = _picker.Done || _losses.IsLost(_taken, time) ? Never
            : _done < _sessions && _left > 0 ? Start(time + 300_000)
            : _hours.Next(_opens + DayMs);
    }

    private void OpenDay(long time)
    {
        // A day that began before the capture has only its rest: the share of its tracks is smaller too.
        _opens = _hours.OpensOn(time);
        var rest = Math.Clamp((double)(_opens + _hours.ActiveMs - time) / _hours.ActiveMs, 0, 1);
        var tracks = _options.TracksPerDay * Dice.Between(1 - Spread, 1 + Spread) * _hours.PaceAt(time);
        _left = (int)Math.Ceiling(tracks * rest);
        _sessions = Dice.Between(2, 4);
        _done = _sessions - (int)Math.Ceiling(_sessions * rest);
    }

    /// <summary>The next session's start: in the first half of its slot of the day, or after a time.</summary>
    private long Start(long notBefore)
    {
        var slot = _hours.ActiveMs / _sessions;
        var start = _opens + (_done * slot) + (long)(slot * Dice.Between(0, 0.5));
        return start >= notBefore ? start : notBefore + (long)(slot * Dice.Between(0, 0.3));
    }
}
