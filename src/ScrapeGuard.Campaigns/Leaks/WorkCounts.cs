using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>Tracks taken by artist, or by album.</summary>
internal sealed class WorkCounts(int capacity)
{
    /// <summary>Stands for all works beyond the bound.</summary>
    public const string Others = "(others)";

    private readonly Dictionary<string, double> _tracks = new(StringComparer.Ordinal);

    public void Add(string? work, double tracks)
    {
        if (string.IsNullOrEmpty(work))
        {
            return;
        }

        var isKnown = _tracks.Count < capacity || _tracks.ContainsKey(work);
        CollectionsMarshal.GetValueRefOrAddDefault(_tracks, isKnown ? work : Others, out _) += tracks;
    }

    /// <summary>All, those of which most was taken first.</summary>
    public ImmutableArray<WorkTake> Most() =>
    [
        .. _tracks.OrderByDescending(work => work.Value).ThenBy(work => work.Key, StringComparer.Ordinal)
            .Select(work => new WorkTake(work.Key, work.Value)),
    ];
}
