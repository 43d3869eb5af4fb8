using ScrapeGuard.Captures;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Replay;

/// <summary>A few blocks of lines and the events in them; used again and again.</summary>
internal sealed class CaptureRound(int size, bool keepsWorks)
{
    /// <summary>Events of a block of lines of the usual length; a batch of shorter ones grows.</summary>
    private const int BatchEvents = 1_024;

    public LineBlock[] Blocks { get; } = [.. Enumerable.Range(0, size).Select(_ => new LineBlock())];

    public EventBatch[] Batches { get; } = [.. Enumerable.Range(0, size).Select(_ =>
        new EventBatch(BatchEvents) { Works = keepsWorks ? new EventWorks() : null })];

    /// <summary>Blocks in use.</summary>
    public int Count { get; set; }

    public void Clear()
    {
        for (var i = 0; i < Count; i++)
        {
            Batches[i].Clear();
        }

        Count = 0;
    }
}
