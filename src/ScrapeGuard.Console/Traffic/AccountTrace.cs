using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Console.Traffic;

/// <summary>What the console remembers of one account: bounded, whatever it does.</summary>
internal sealed class AccountTrace(string name, AccountKey key)
{
    /// <summary>Most decisions kept; the oldest make room.</summary>
    public const int MaxDecisions = 20;

    /// <summary>Most ids of tracks kept.</summary>
    public const int MaxSamples = 50;

    private const long MicrosPerHour = 3_600_000_000;

    private readonly List<HourCounts> _hours = [];
    private readonly List<Decision> _decisions = [];
    private readonly long[] _served = new long[OperationNames.Count];

    public string Name { get; } = name;

    public AccountKey Key { get; } = key;

    public long FirstMicros { get; private set; } = long.MaxValue;

    public long LastMicros { get; private set; } = long.MinValue;

    public long Events { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Bytes that it was not served any more.</summary>
    public long PreventedBytes { get; private set; }

    public long Refused { get; private set; }

    public long RefusedSuspended { get; private set; }

    public uint Country { get; private set; }

    public uint Client { get; private set; }

    public uint Plan { get; private set; }

    public SourceCounts Addresses { get; } = new();

    public SourceCounts Networks { get; } = new();

    public SourceCounts Devices { get; } = new();

    public SourceCounts Clients { get; } = new();

    /// <summary>What it was served.</summary>
    public TrackTaking Taken { get; } = TrackTaking.OfAccount();

    /// <summary>That, and what it asked for since it was suspended; null: it never was.</summary>
    public TrackTaking? Wanted { get; private set; }

    /// <summary>When it was served its tracks first.</summary>
    public FirstTakings FirstTakings { get; } = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<HourCounts> Hours => _hours;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions;

    public Decision? Newest => _decisions.Count > 0 ? _decisions[^1] : null;

    /// <summary>The verdict that stands.</summary>
    public Verdict Verdict => Newest?.Verdict is { } verdict and not Verdict.Restore ? verdict : Verdict.None;

    /// <summary>The most severe verdict that it ever had.</summary>
    public Verdict Worst { get; private set; }

    public double Score => Newest?.Score ?? 0;

    public string? Campaign { get; private set; }

    /// <summary>What holds at the account service; null: nothing.</summary>
    public EffectKind? Applied { get; private set; }

    /// <summary>When it was suspended first; null: never.</summary>
    public long? SuspendedMicros { get; private set; }

    /// <summary>When that ended; null: it stands.</summary>
    public long? RestoredMicros { get; private set; }

    /// <summary>Ids of tracks that it took since something was decided about it.</summary>
    public List<string> Samples { get; } = [];

    public bool IsSuspended => Applied == EffectKind.Suspend;

    /// <summary>Whether its takings count as leaked: it was decided to suspend it.</summary>
    public bool IsTaker => Worst == Verdict.Suspend;

    public long Tracks => Math.Max(Taken.Tracks, Newest?.Exposure.Tracks ?? 0);

    public long AudioTracks => Math.Max(Taken.AudioTracks, Newest?.Exposure.AudioTracks ?? 0);

    public long Served(Operation operation) => _served[(int)operation];

    /// <summary>Counts an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="isServed">Whether it handed anything out.</param>
    /// <param name="maxHours">Hours that are kept.</param>
    /// <returns>Its hour; null when that is older than what is kept.</returns>
    public HourCounts? Count(in AccessEvent e, bool isServed, int maxHours)
    {
        Events++;
        FirstMicros = Math.Min(FirstMicros, e.TimeMicros);
        LastMicros = Math.Max(LastMicros, e.TimeMicros);
        if (isServed)
        {
            Bytes += e.Bytes;
            _served[(int)e.Operation]++;
        }
        else
        {
            Refused++;
            RefusedSuspended += IsSuspended ? 1 : 0;
            PreventedBytes += IsSuspended ? e.Bytes : 0;
        }

        (Country, Client, Plan) = (Newer(Country, e.Country), Newer(Client, e.Client), Newer(Plan, e.Plan));
        Addresses.Add(e.Ip);
        Networks.Add(e.Network);
        Devices.Add(e.Device);
        Clients.Add(e.Client);
        var hour = HourOf(e.TimeMicros / MicrosPerHour, maxHours);
        hour?.Count(e.Operation);
        return hour;
    }

    /// <summary>Counts a track that it was served, or asked for in vain.</summary>
    /// <param name="track">The track.</param>
    /// <param name="marks">How.</param>
    /// <param name="isServed">Whether it was.</param>
    /// <param name="hour">The hour in which it was; null when that is older than what is kept.</param>
    public void Take(ulong track, TrackMarks marks, bool isServed, HourCounts? hour)
    {
        if (isServed)
        {
            var (tracks, audio) = Taken.Add(track, marks);
            FirstTakings.Add(track, (int)(hour?.Hour ?? (FirstMicros / MicrosPerHour)));
            Wanted?.Add(track, marks);
            if (hour is not null)
            {
                hour.Tracks += tracks;
                hour.AudioTracks += audio;
            }
        }
        else if (Wanted?.Add(track, marks).Tracks is > 0 and var added && hour is not null)
        {
            hour.Prevented += added;
        }
    }

    public void Take(Decision decision)
    {
        var place = _decisions.Count;
        while (place > 0 && _decisions[place - 1].TimeMicros > decision.TimeMicros)
        {
            place--;
        }

        _decisions.Insert(place, decision);
        if (_decisions.Count > MaxDecisions)
        {
            _decisions.RemoveAt(0);
        }

        Campaign = decision.Campaign ?? Campaign;
        Worst = decision.Verdict != Verdict.Restore && decision.Verdict > Worst ? decision.Verdict : Worst;
    }

    /// <summary>What holds from now on.</summary>
    public void Become(EffectKind? kind, long micros)
    {
        var wasSuspended = IsSuspended;
        Applied = kind == EffectKind.Restore ? null : kind;
        if (IsSuspended && !wasSuspended)
        {
            SuspendedMicros ??= micros;
            RestoredMicros = null;
            if (Wanted is null)
            {
                Wanted = TrackTaking.OfAccount();
                Wanted.Merge(Taken);
            }
        }
        else if (wasSuspended && !IsSuspended)
        {
            RestoredMicros = micros;
        }
    }

    private static uint Newer(uint before, uint now) => now == 0 ? before : now;

    private HourCounts? HourOf(long hour, int maxHours)
    {
        var place = _hours.Count;
        while (place > 0 && _hours[place - 1].Hour > hour)
        {
            place--;
        }

        if (place > 0 && _hours[place - 1].Hour == hour)
        {
            return _hours[place - 1];
        }

        if (place == 0 && _hours.Count >= maxHours)
        {
            return null;
        }

        var counts = new HourCounts(hour);
        _hours.Insert(place, counts);
        if (_hours.Count > maxHours)
        {
            _hours.RemoveAt(0);
        }

        return counts;
    }
}
