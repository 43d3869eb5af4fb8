using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Tests.Allocations;

namespace ScrapeGuard.Core.Tests.Events.Json;

/// <summary>What JSON may look like, and what is none.</summary>
public sealed class AccessEventDecoderJsonTests
{
    private const string Required = "\"time\":\"2026-03-01T12:00:00Z\",\"account\":\"a\",\"operation\":\"audio\"";
    private const string Line = "{" + Required + ",\"tracks\":[\"t\"],\"bytes\":12}";

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("null")]
    [TestCase("1")]
    [TestCase("\"x\"")]
    [TestCase("[]")]
    [TestCase("[{" + Required + "}]")]
    [TestCase("{" + Required + ",}")]
    [TestCase("{," + Required + "}")]
    [TestCase("{" + Required + "}x")]
    [TestCase("{" + Required + "}}")]
    [TestCase("{" + Required + "}{" + Required + "}")]
    [TestCase("{" + Required + "}\0")]
    [TestCase("{" + Required + "\0}")]
    [TestCase("{" + Required + ",\"x\":\"\0\"}")]
    [TestCase("{" + Required + ",\"x\":\"\t\"}")]
    [TestCase("{" + Required + ",\"x\":\"\\q\"}")]
    [TestCase("{" + Required + ",\"x\":tru}")]
    [TestCase("{" + Required + ",\"x\"}")]
    [TestCase("{" + Required + ",\"x\":}")]
    [TestCase("{" + Required + ",\"tracks\":[\"a\",]}")]
    [TestCase("{" + Required + ",\"tracks\":[\"a\" \"b\"]}")]
    [TestCase("{" + Required + ",\"tracks\":[\"a\"}")]
    [TestCase("{" + Required + ",x:1}")]
    [TestCase("{'time':1}")]
    [TestCase("{" + Required + "} // comment")]
    [TestCase("\uFEFF{" + Required + "}")]
    public void Decode_NoJsonObject_IsBadJson(string line) => Decoding.Of(line).Error.Should().Be(DecodeError.BadJson);

    [Test]
    public void Decode_EmptyObject_LacksTime() => Decoding.Of("{}").Error.Should().Be(DecodeError.MissingTime);

    [Test]
    public void Decode_TruncatedAnywhere_IsBadJson()
    {
        for (var length = 0; length < Line.Length; length++)
        {
            Decoding.Of(Line[..length]).Error.Should().Be(DecodeError.BadJson, "of {0}", Line[..length]);
        }

        Decoding.Of(Line).Error.Should().Be(DecodeError.None);
    }

    [TestCase(" {0} ")]
    [TestCase("\t{0}\r")]
    [TestCase("{0}\r\n")]
    public void Decode_SpaceAroundTheObject_IsAllowed(string format) =>
        Decoding.Of(format.Replace("{0}", Line, StringComparison.Ordinal)).Event.Should().Be(Decoding.Of(Line).Event);

    [TestCase(":", ": ")]
    [TestCase(":", " :")]
    [TestCase(":", " \t: \t")]
    [TestCase(",", ", ")]
    [TestCase(",", " ,")]
    [TestCase(",", "\n,  ")]
    [TestCase("[", "[ ")]
    [TestCase("]", " ]")]
    [TestCase("}", " }")]
    public void Decode_SpaceBetweenTokens_ChangesNothing(string token, string spaced)
    {
        var compact = Line.Replace("12:00:00", "12_00_00", StringComparison.Ordinal);
        var line = compact.Replace(token, spaced, StringComparison.Ordinal).Replace('_', ':');
        Decoding.Of(line).Event.Should().Be(Decoding.Of(Line).Event);
    }

    [TestCase("\"x\":{\"account\":\"b\",\"y\":[1,{\"time\":2}]}")]
    [TestCase("\"x\":[[[]]]")]
    [TestCase("\"x\":1e400")]
    [TestCase("\"x\":-0.5")]
    [TestCase("\"x\":\"\\ud800\"")]
    [TestCase("\"\":null")]
    [TestCase("\"Account\":7")]
    [TestCase("\"account \":7")]
    [TestCase("\"accounts\":7")]
    [TestCase("\"accountCreate\":7")]
    [TestCase("\"accountCreatedX\":7")]
    [TestCase("\"operatio\":7")]
    [TestCase("\"ids\":7")]
    public void Decode_UnknownField_IsIgnored(string member)
    {
        Decoding.Of($"{{{member},{Line[1..]}").Event.Should().Be(Decoding.Of(Line).Event);
        Decoding.Of($"{Line[..^1]},{member}}}").Event.Should().Be(Decoding.Of(Line).Event);
    }

    [TestCase("\\u0041", "A")]
    [TestCase("\\u00e9", "é")]
    [TestCase("\\ud83d\\ude00", "😀")]
    [TestCase("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t")]
    [TestCase("\\u0000", "\0")]
    public void Decode_EscapedText_IsUnescaped(string escaped, string expected)
    {
        var e = Decoding.Of($"{{{Required},\"account\":\"{escaped}\",\"tracks\":[\"{escaped}\"]}}").Event;
        e.Account.Should().Be(expected);
        e.Tracks.Should().Be(EventFacts.Join([StableHash.Hash64(Encoding.UTF8.GetBytes(expected))]));
    }

    [TestCase("\"account\":\"\\ud800\"")]
    [TestCase("\"account\":\"\\udc00\\ud800\"")]
    [TestCase("\"tracks\":[\"\\ud800x\"]")]
    [TestCase("\"\\ud800\":1")]
    public void Decode_LoneSurrogate_IsBadJson(string member) =>
        Decoding.Of($"{{{Required},{member}}}").Error.Should().Be(DecodeError.BadJson);

    [Test]
    public void Decode_EscapedKey_IsTheSameKey() =>
        Decoding.Of($"{{{Required},\"\\u0061ccount\":\"b\"}}").Event.Account.Should().Be("b");

    [TestCase(62, DecodeError.None)]
    [TestCase(63, DecodeError.None)]
    [TestCase(64, DecodeError.BadJson)]
    public void Decode_Nesting_IsBounded(int depth, DecodeError expected)
    {
        var nested = new string('[', depth) + new string(']', depth);
        Decoding.Of($"{{{Required},\"x\":{nested}}}").Error.Should().Be(expected);
    }

    [Test]
    public void Decode_RejectedLines_LeaveTheBatchAsItWas()
    {
        var batch = new EventBatch(1);
        string[] rejected =
        [
            "{" + Required + ",\"tracks\":[\"x\",\"y\"],\"account\":\"longer-than-before\",\"time\":1}",
            "{" + Required + ",\"tracks\":[\"x\",\"y\"]",
            "{\"tracks\":[\"x\"],\"account\":\"other\"}",
            new string('x', EventLimits.MaxLineBytes + 1),
        ];
        var other = Line.Replace("\"a\"", "\"bb\"", StringComparison.Ordinal);
        foreach (var line in (string[])[rejected[0], Line, .. rejected, other, .. rejected])
        {
            byte[] block = [.. Encoding.UTF8.GetBytes(line), .. new byte[AccessEventDecoder.PaddingBytes]];
            AccessEventDecoder.Decode(block, 0, line.Length, batch);
            AccessEventDecoder.Decode(block.AsSpan(0, line.Length), batch);
        }

        batch.Count.Should().Be(4);
        batch.Tracks.Length.Should().Be(4);
        Encoding.UTF8.GetString(batch.Names).Should().Be("aabbbb");
        EventFacts.Of(batch, 3).Should().Be(
            Decoding.Of(Line).Event with { Account = "bb", Key = StableHash.Account("bb"u8) });
        (batch.RejectedCount, batch.RejectedFor(DecodeError.WrongType), batch.RejectedFor(DecodeError.BadJson),
            batch.RejectedFor(DecodeError.MissingTime), batch.RejectedFor(DecodeError.LineTooLong))
            .Should().Be((18, 6, 4, 4, 4));
    }

    [Test]
    public void Decode_IntoWarmBatch_AllocatesNothing()
    {
        var lines = new RandomLines(TestSeed.Next());
        var text = string.Concat(
            Enumerable.Range(0, 10_000).Select(_ => lines.Next(strangeOneIn: 0).Replace('\n', ' ') + "\n"));
        byte[] block = [.. Encoding.UTF8.GetBytes(text), .. new byte[AccessEventDecoder.PaddingBytes]];
        var batch = new EventBatch();
        DecodeAll(block, batch);

        Allocated.By(() =>
        {
            batch.Clear();
            DecodeAll(block, batch);
        }).Should().Be(0);
        batch.Count.Should().BeGreaterThan(5_000);
    }

    private static void DecodeAll(byte[] block, EventBatch batch)
    {
        var start = 0;
        while (block.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            AccessEventDecoder.Decode(block, start, length, batch);
            start += length + 1;
        }
    }
}
