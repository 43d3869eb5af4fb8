namespace ScrapeGuard.Console.Live;

/// <summary>What a reader gets at once.</summary>
/// <param name="Missed">Messages that were overwritten before it came to them.</param>
/// <param name="Messages">The next ones.</param>
/// <param name="Overview">The newest overview; empty: it has it already.</param>
/// <param name="More">Ends when there is more.</param>
internal sealed record LiveBatch(
    long Missed, IReadOnlyList<LiveMessage> Messages, ReadOnlyMemory<byte> Overview, Task More)
{
    public bool IsEmpty => Missed == 0 && Messages.Count == 0 && Overview.IsEmpty;
}
