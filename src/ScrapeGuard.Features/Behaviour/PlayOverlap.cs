using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Behaviour;

/// <summary>
/// How much of what an account plays runs beside another play, in 8 bytes. A play reported at t that lasted d covers
/// [t - d, t]; what of it lies before the latest end so far overlaps.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct PlayOverlap
{
    private long _latestEndMicros;

    /// <summary>Counts a play, and says how many milliseconds of it overlap with earlier ones.</summary>
    public int Add(long endMicros, int playedMs)
    {
        var startMicros = endMicros - (playedMs * 1_000L);
        var overlapMicros = Math.Clamp(_latestEndMicros - startMicros, 0, endMicros - startMicros);
        _latestEndMicros = Math.Max(_latestEndMicros, endMicros);
        return (int)(overlapMicros / 1_000);
    }
}
