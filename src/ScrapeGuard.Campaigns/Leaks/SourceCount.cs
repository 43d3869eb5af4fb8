namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>Counts distinct sources of a kind, up to a bound; beyond it there are so many at least.</summary>
internal sealed class SourceCount
{
    public const int Max = 10_000;

    private readonly HashSet<uint> _known = [];

    public int Count => _known.Count;

    public void Add(uint source)
    {
        // 0 stands for a field that was absent.
        if (source != 0 && _known.Count < Max)
        {
            _known.Add(source);
        }
    }

    public void Merge(SourceCount other)
    {
        foreach (var source in other._known)
        {
            Add(source);
        }
    }
}
