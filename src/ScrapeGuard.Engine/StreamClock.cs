namespace ScrapeGuard.Engine;

/// <summary>
/// The stream's own time: the newest event time seen. It never goes back but for a reset, and no single broken clock
/// moves it: an event more than <see cref="PlausibleMicros"/> from it is refused, unless <see cref="RunToMove"/> such
/// events come without one of the stream's time between them; then the stream itself has moved (a gap in a capture,
/// say).
/// </summary>
public sealed class StreamClock
{
    /// <summary>35 days.</summary>
    public const long PlausibleMicros = 35L * 86_400 * 1_000_000;

    /// <summary>How many implausible events in a row move the clock.</summary>
    public const int RunToMove = 32;

    private const long Unset = long.MinValue;

    private long _center = Unset;
    private int _run;

    /// <summary>
    /// The newest event time, in microseconds since 1970; <see cref="long.MinValue"/> before the first.
    /// </summary>
    public long NowMicros { get; private set; } = Unset;

    /// <summary>
    /// Tells what times are about to come, before the first of them: their median is what the first is measured by.
    /// </summary>
    public void Prime(Span<long> sample)
    {
        if (_center == Unset && !sample.IsEmpty)
        {
            sample.Sort();
            _center = sample[sample.Length / 2];
        }
    }

    /// <summary>Takes in an event's time. False when it is implausible.</summary>
    public bool Admit(long micros)
    {
        if (_center == Unset)
        {
            _center = micros;
        }

        if (Math.Abs(micros - _center) > PlausibleMicros || micros < 0)
        {
            _run++;
            if (_run < RunToMove || micros < 0)
            {
                return false;
            }

            NowMicros = micros;
        }

        _run = 0;
        NowMicros = Math.Max(NowMicros, micros);
        _center = NowMicros;
        return true;
    }

    /// <summary>The state, for a checkpoint.</summary>
    internal (long Now, long Center, int Run) Save() => (NowMicros, _center, _run);

    /// <summary>Takes the state of a checkpoint.</summary>
    internal void Restore(long now, long center, int run) => (NowMicros, _center, _run) = (now, center, run);
}
