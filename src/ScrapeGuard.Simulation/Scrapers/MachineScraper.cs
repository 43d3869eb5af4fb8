using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.Scrapers;

/// <summary>Makes a request every so many seconds, for as long as its plan and its hours last.</summary>
internal sealed class MachineScraper : Actor
{
    private const long AheadMs = 3_600_000;
    private const int AudioBytesPerMs = 20;
    private const double RefusedShare = 0.001;

    private readonly Account _account;
    private readonly ScraperOptions _options;
    private readonly TrackCatalogue _catalogue;
    private readonly ScrapePlan _plan;
    private readonly WorkHours _hours;
    private readonly CampaignLosses _losses;
    private readonly int[] _batch;
    private Visit _visit;
    private long _visitEndsMs;
    private int _burst;
    private int _burstEnds;
    private long _taken;

    public MachineScraper(
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
        _plan = plan;
        _hours = hours;
        _losses = losses;
        _batch = new int[options.BatchSize];
        _burstEnds = DrawBurst();
        WakesAtMs = hours.Next(startMs + Dice.Between(0, 600_000));
    }

    public override void Act(EventSchedule schedule)
    {
        var time = _hours.Next(WakesAtMs);
        var until = Math.Min(time + AheadMs, schedule.EndMs);
        while (time < until)
        {
            if (time >= _visitEndsMs)
            {
                time = SignIn(schedule, time);
            }

            var next = Request(schedule, time);
            if (next == Never || _losses.IsLost(_taken, time))
            {
                WakesAtMs = Never;
                return;
            }

            // An hour's break in its hours ends the loop too: the next wake starts from there.
            time = _hours.Next(next);
        }

        WakesAtMs = time >= schedule.EndMs ? Never : time;
    }

    private long SignIn(EventSchedule schedule, long time)
    {
        _visit = new Visit((uint)Dice.Next(), Rotation.EndpointAt(_options, time, ref Dice));
        _visitEndsMs = time + (_options.AddressMinutes > 0
            ? (long)(60_000 * _options.AddressMinutes)
            : (long)(3_600_000 * Dice.Between(2.0, 9.0)));
        schedule.Add(_account, time, Operation.Auth, _visit, bytes: 900);
        return time + Dice.Between(200, 1_500);
    }

    /// <summary>One request of the plan (or a repeat); returns when the next is due.</summary>
    private long Request(EventSchedule schedule, long time)
    {
        if (Dice.Happens(_options.SearchShare))
        {
            time = Search(schedule, time);
        }

        if (_options.PoisonShare > 0 && Dice.Happens(_options.PoisonShare))
        {
            time = LookAhead(schedule, time);
        }

        if (Dice.Happens(RefusedShare))
        {
            var refused = _options.Target == ScrapeTarget.Audio ? Operation.License : Operation.Metadata;
            schedule.Add(_account, time, refused, _visit, status: 429, bytes: 60);
            return time + Dice.Between(20_000, 90_000);
        }

        var repeat = Dice.Happens(_options.RepeatShare);
        var more = _options.Target == ScrapeTarget.Audio
            ? TakeAudio(schedule, time, repeat)
            : TakeMetadata(schedule, time, repeat);
        if (!more)
        {
            return Never;
        }

        var seconds = _options.SecondsPerRequest / _hours.PaceAt(time);
        time += Math.Max(1, (long)(seconds * 1_000 * Dice.Between(0.8, 1.2)));
        return _burst >= _burstEnds ? CoolDown(schedule, time) : time;
    }

    private bool TakeMetadata(EventSchedule schedule, long time, bool repeat)
    {
        var count = 0;
        for (; count < _batch.Length; count++)
        {
            var track = repeat ? _catalogue.DrawTrack(ref Dice) : _plan.Next();
            if (track < 0)
            {
                break;
            }

            _batch[count] = track;
        }

        if (count == 0)
        {
            return false;
        }

        Want(schedule, time, repeat ? 0 : count);
        schedule.AddPage(_account, time, Operation.Metadata, _visit, _batch.AsSpan(0, count), count * 1_150);
        _burst += count;
        return true;
    }

    private bool TakeAudio(EventSchedule schedule, long time, bool repeat)
    {
        var track = repeat ? _catalogue.DrawTrack(ref Dice) : _plan.Next();
        if (track < 0)
        {
            return false;
        }

        Want(schedule, time, repeat ? 0 : 1);
        var duration = TrackCatalogue.DurationMs(track);
        schedule.Add(_account, time, Operation.License, _visit, track, 256);
        time += Dice.Between(40, 400);
        schedule.Add(_account, time, Operation.Audio, _visit, track, duration * AudioBytesPerMs);
        if (Dice.Happens(_options.FakePlayShare))
        {
            var played = Dice.Happens(_options.SkipShare) ? Dice.Between(1_500, 45_000) : duration;
            schedule.Add(_account, time + played, Operation.Play, _visit, track, playedMs: played);
        }

        _burst++;
        return true;
    }

    private long Search(EventSchedule schedule, long time)
    {
        Span<int> found = stackalloc int[10];
        _catalogue.FillFromArtist(_catalogue.DrawArtist(ref Dice), found);
        schedule.AddPage(_account, time, Operation.Search, _visit, found, found.Length * 420);
        return time + Dice.Between(1_000, 5_000);
    }

    private long LookAhead(EventSchedule schedule, long time)
    {
        Span<int> page = stackalloc int[4];
        _plan.Peek(ref Dice, page);
        schedule.AddPage(_account, time, Operation.Browse, _visit, page, page.Length * 1_150);
        return time + Dice.Between(500, 2_000);
    }

    private long CoolDown(EventSchedule schedule, long time)
    {
        for (var refused = Dice.Between(1, 3); refused > 0; refused--)
        {
            schedule.Add(_account, time, Operation.License, _visit, status: 429, bytes: 60);
            time += Dice.Between(1_000, 10_000);
        }

        _burst = 0;
        _burstEnds = DrawBurst();
        return time + (long)(60_000 * _options.CooldownMinutes * Dice.Between(2.0 / 3, 4.0 / 3));
    }

    private int DrawBurst() =>
        _options.BurstTracks == 0 ? int.MaxValue : Math.Max(1, _options.BurstTracks + Dice.Between(-1, 1));

    private void Want(EventSchedule schedule, long time, int tracks)
    {
        _taken += tracks;
        if (time < schedule.EndMs)
        {
            _account.Tally.Wanted += tracks;
        }
    }
}
