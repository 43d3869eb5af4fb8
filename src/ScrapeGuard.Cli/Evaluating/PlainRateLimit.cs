using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>
/// What most services have: an account that is served too many distinct tracks in an hour or a day of the clock is
/// stopped. Every evaluation shows it beside the engine, on the same events.
/// </summary>
internal sealed class PlainRateLimit
{
    /// <summary>Distinct tracks that an hour may have.</summary>
    public const int TracksPerHour = 150;

    /// <summary>Distinct tracks that a day may have.</summary>
    public const int TracksPerDay = 400;

    private const short Served = 200;
    private const long MicrosPerHour = 3_600_000_000;
    private const long MicrosPerDay = 24 * MicrosPerHour;

    private readonly Window _hour = new(MicrosPerHour, TracksPerHour);
    private readonly Window _day = new(MicrosPerDay, TracksPerDay);

    /// <summary>Whether the account went over a limit.</summary>
    public bool IsOver { get; private set; }

    public void Count(in AccessEvent e, ReadOnlySpan<ulong> tracks)
    {
        if (IsOver || e.Status != Served || tracks.IsEmpty)
        {
            return;
        }

        // Both windows take the tracks: no short circuit.
        IsOver = _hour.IsOver(e.TimeMicros, tracks) | _day.IsOver(e.TimeMicros, tracks);
        if (IsOver)
        {
            _hour.Clear();
            _day.Clear();
        }
    }

    /// <summary>Distinct tracks of the newest window; an event of an older one is not counted.</summary>
    private sealed class Window(long lengthMicros, int limit)
    {
        private readonly HashSet<ulong> _tracks = [];
        private long _number = long.MinValue;

        public bool IsOver(long micros, ReadOnlySpan<ulong> tracks)
        {
            var number = Math.DivRem(micros, lengthMicros, out _);
            if (number > _number)
            {
                _number = number;
                _tracks.Clear();
            }

            for (var i = 0; i < tracks.Length && number == _number && _tracks.Count <= limit; i++)
            {
                _tracks.Add(tracks[i]);
            }

            return _tracks.Count > limit;
        }

        public void Clear()
        {
            _tracks.Clear();
            _tracks.TrimExcess();
        }
    }
}
