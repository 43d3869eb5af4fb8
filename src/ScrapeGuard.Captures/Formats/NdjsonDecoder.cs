using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Captures;

/// <summary>Decodes access events as they stand in Kafka: one JSON object a line.</summary>
public sealed class NdjsonDecoder : ILineDecoder
{
    /// <inheritdoc/>
    public DecodeError Decode(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch) =>
        AccessEventDecoder.Decode(buffer, offset, length, batch);
}
