using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// Decodes lines of one format. Keeps scratch space, so one instance belongs to one thread at a time; allocates nothing
/// for a line that is an event.
/// </summary>
public interface ILineDecoder
{
    /// <summary>Decodes one line.</summary>
    /// <param name="buffer">The buffer that the line lies in; quickest when it goes on behind the line.</param>
    /// <param name="offset">Where the line starts.</param>
    /// <param name="length">Its length without its end; at most <see cref="EventLimits.MaxLineBytes"/>.</param>
    /// <param name="batch">Receives the event, or counts the rejection.</param>
    /// <returns>Why the line is no event; <see cref="DecodeError.None"/> when it is one.</returns>
    DecodeError Decode(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch);
}
