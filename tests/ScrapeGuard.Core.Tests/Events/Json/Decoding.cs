using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Core.Tests.Events.Json;

/// <summary>One line decoded both ways, alone and with more bytes behind it: both must agree.</summary>
internal sealed class Decoding
{
    /// <summary>What might follow a line in a block, chosen to tempt a reader on.</summary>
    private static readonly string[] Tails =
    [
        new('\0', AccessEventDecoder.PaddingBytes),
        new('"', AccessEventDecoder.PaddingBytes),
        new('}', AccessEventDecoder.PaddingBytes),
        new('9', AccessEventDecoder.PaddingBytes),
        new(' ', AccessEventDecoder.PaddingBytes),
        "\n{\"time\":\"2020-01-01T00:00:00Z\",\"account\":\"next\",\"operation\":\"play\"}",
        "\"],\"account\":\"intruder\",\"tracks\":[\"x\"],\"status\":404,\"bytes\":123456789}",
    ];

    private Decoding(DecodeError error, EventFacts? facts)
    {
        Error = error;
        Facts = facts;
    }

    public DecodeError Error { get; }

    /// <summary>The event; null when the line was rejected.</summary>
    public EventFacts? Facts { get; }

    /// <summary>The event, which must be there.</summary>
    public EventFacts Event => Facts ?? throw new AssertionException($"rejected: {Error}");

    public static Decoding Of(string line) => Of(Encoding.UTF8.GetBytes(line));

    public static Decoding Of(byte[] line)
    {
        var batch = new EventBatch(1);
        var error = AccessEventDecoder.Decode(line, batch);
        batch.Count.Should().Be(error == DecodeError.None ? 1 : 0);
        var facts = error == DecodeError.None ? EventFacts.Of(batch, 0) : null;
        foreach (var tail in Tails)
        {
            byte[] block = [.. "##"u8, .. line, .. Encoding.UTF8.GetBytes(tail)];
            batch.Clear();
            AccessEventDecoder.Decode(block, 2, line.Length, batch).Should().Be(error, "tail {0}", tail);
            (batch.Count == 0 ? null : EventFacts.Of(batch, 0)).Should().Be(facts, "tail {0}", tail);
        }

        return new Decoding(error, facts);
    }
}
