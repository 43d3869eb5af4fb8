namespace ScrapeGuard.Console.Traffic;

/// <summary>How many events came from each of a few sources; those beyond the bound are counted together.</summary>
internal sealed class SourceCounts
{
    public const int Max = 64;

    private readonly Dictionary<uint, long> _counts = [];

    /// <summary>Events of sources that found no room.</summary>
    public long Others { get; private set; }

    public int Count => _counts.Count;

    public IEnumerable<uint> Sources => _counts.Keys;

    public void Add(uint source)
    {
        // 0 stands for a field that was absent.
        if (source == 0)
        {
            return;
        }

        if (_counts.Count < Max || _counts.ContainsKey(source))
        {
            _counts[source] = _counts.GetValueOrDefault(source) + 1;
        }
        else
        {
            Others++;
        }
    }

    /// <summary>The most frequent first.</summary>
    public IEnumerable<(uint Source, long Events)> Most() =>
        _counts.OrderByDescending(source => source.Value).ThenBy(source => source.Key)
            .Select(source => (source.Key, source.Value));
}
