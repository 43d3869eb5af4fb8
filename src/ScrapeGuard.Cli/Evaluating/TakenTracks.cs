using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>
/// The distinct tracks that an account was served up to a moment that becomes known only later, counted exactly: the
/// first sights of the last while are kept in order of arrival, and those after the moment are taken off again.
/// </summary>
internal sealed class TakenTracks
{
    private const short Served = 200;

    private readonly HashSet<ulong> _tracks = [];
    private readonly HashSet<ulong> _audioTracks = [];
    private readonly List<(long Micros, bool IsAudio)> _recent = [];

    /// <summary>Tracks and tracks as audio kept in memory.</summary>
    public int Kept => _tracks.Count + _audioTracks.Count;

    /// <summary>Counts an event's tracks, as the truth does: those of lines of status 200.</summary>
    public void Count(in AccessEvent e, ReadOnlySpan<ulong> tracks)
    {
        if (e.Status != Served)
        {
            return;
        }

        foreach (var track in tracks)
        {
            if (_tracks.Add(track))
            {
                _recent.Add((e.TimeMicros, false));
            }

            if (e.Operation == Operation.Audio && _audioTracks.Add(track))
            {
                _recent.Add((e.TimeMicros, true));
            }
        }
    }

    /// <summary>No moment before this one will be asked for.</summary>
    public void Settle(long micros) => _recent.RemoveAll(sight => sight.Micros < micros);

    /// <summary>Tracks first served up to a moment.</summary>
    public (long Tracks, long AudioTracks) Until(long micros) =>
        (_tracks.Count - _recent.Count(sight => !sight.IsAudio && sight.Micros > micros),
            _audioTracks.Count - _recent.Count(sight => sight.IsAudio && sight.Micros > micros));
}
