using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Console.Traffic;

/// <summary>The newest events, whole: what a policy can be tried on. Full batches are never written to again.</summary>
internal sealed class RecentEvents(int maxEvents)
{
    private const int BatchEvents = 4_096;

    private readonly Queue<EventBatch> _full = new();
    private EventBatch _open = new(BatchEvents);
    private int _count;

    /// <summary>Events that made room for newer ones.</summary>
    public long Dropped { get; private set; }

    public void Add(EventBatch source, in AccessEvent e)
    {
        if (maxEvents == 0)
        {
            return;
        }

        _open.Append(source, e);
        _count++;
        if (_open.Count < BatchEvents)
        {
            return;
        }

        _full.Enqueue(_open);
        _open = new EventBatch(BatchEvents);
        while (_count > maxEvents && _full.Count > 1)
        {
            var oldest = _full.Dequeue();
            _count -= oldest.Count;
            Dropped += oldest.Count;
        }
    }

    /// <summary>What is kept now, in order of arrival; to be read only.</summary>
    public IReadOnlyList<EventBatch> All()
    {
        var last = new EventBatch(Math.Max(1, _open.Count));
        foreach (ref readonly var e in _open.Events)
        {
            last.Append(_open, e);
        }

        return [.. _full, last];
    }
}
