using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScrapeGuard.Actions.Storing.Memory;

/// <summary>One line of the journal: a transaction, or what became of outgoing events.</summary>
internal sealed record JournalLine
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public ChangeSet? Changes { get; init; }

    public OutgoingChannel? Channel { get; init; }

    /// <summary>Ids of events that were published.</summary>
    public IReadOnlyList<string>? Published { get; init; }

    public ReadOnlyMemory<byte> ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="FormatException">It is no line of a journal.</exception>
    public static JournalLine Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(line, Options)
                ?? throw new FormatException("a line of the journal is nothing");
        }
        catch (JsonException exception)
        {
            throw new FormatException("a line of the journal is no transaction", exception);
        }
    }
}
