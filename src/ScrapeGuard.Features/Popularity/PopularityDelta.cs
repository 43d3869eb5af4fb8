namespace ScrapeGuard.Features.Popularity;

/// <summary>The tracks that one partition saw taken in one epoch, in any order, as often as they were taken.</summary>
public sealed class PopularityDelta
{
    private ulong[] _tracks = new ulong[1_024];
    private int _count;

    /// <summary>The takings.</summary>
    public ReadOnlySpan<ulong> Tracks => _tracks.AsSpan(0, _count);

    /// <summary>Notes a taking.</summary>
    public void Add(ulong track)
    {
        if (_count == _tracks.Length)
        {
            Array.Resize(ref _tracks, _count * 2);
        }

        _tracks[_count++] = track;
    }

    /// <summary>Forgets all takings and keeps the room.</summary>
    public void Clear() => _count = 0;
}
