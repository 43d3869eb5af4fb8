using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Captures.Tests;

public sealed class MappedJsonDecoderTests
{
    private const string Yaml =
        """
        format: ndjson
        timeFormat: epoch-seconds
        fields: {time: /t, account: /user/id, operation: /op, tracks: /items, session: "/a~1b/1/~0", status: /res/code}
        """;

    [TestCase("""{"t":5,"op":"play","user":{"id":"u"},"items":["x","y"]}""", "x y")]
    [TestCase("""{"t":"5","op":"play","user":{"x":{"id":3},"id":"u"},"items":[1,"\u0078"]}""", "1 x")]
    [TestCase("""{"t":5,"op":"play","user":{"id":"u"},"items":"x;y"}""", "x y")]
    [TestCase("""{"t":5,"op":"play","user":{"id":"u"},"items":["x"],"items":["y"]}""", "y")]
    [TestCase("""{"t":5,"op":"play","\u0075ser":{"id":"u"},"items":null,"other":[{"t":1}],"res":{"code":404}}""", "")]
    public void Decode_Object_FillsFields(string line, string tracks)
    {
        var batch = Decode(line, out var error);
        error.Should().Be(DecodeError.None);
        batch[0].TimeMicros.Should().Be(5_000_000);
        batch[0].Operation.Should().Be(Operation.Play);
        Encoding.UTF8.GetString(batch.NameOf(batch[0])).Should().Be("u");
        batch.TracksOf(batch[0]).ToArray().Should().Equal(tracks.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(track => StableHash.Hash64(Encoding.UTF8.GetBytes(track))));
    }

    [TestCase("[]", DecodeError.BadJson)]
    [TestCase("{\"t\":5", DecodeError.BadJson)]
    [TestCase("{\"t\":5}}", DecodeError.BadJson)]
    [TestCase("{\"t\":{}}", DecodeError.WrongType)]
    [TestCase("{\"t\":[1]}", DecodeError.WrongType)]
    [TestCase("{\"t\":5}", DecodeError.MissingAccount)]
    [TestCase("{\"t\":5,\"user\":{\"id\":\"\\ud800\"}}", DecodeError.BadJson)]
    [TestCase("{\"t\":5,\"items\":[[1]]}", DecodeError.WrongType)]
    [TestCase("{\"t\":true}", DecodeError.BadTime)]
    public void Decode_WrongLine_SaysWhy(string line, DecodeError wanted)
    {
        Decode(line, out var error);
        error.Should().Be(wanted);
    }

    [Test]
    public void Decode_AnyNesting_FindsWhatSystemTextJsonFinds()
    {
        var names = Gen.Elements("id", "a/b", "a\\/b", "~", "x");
        var values = Gen.Elements("5", "\"u\"", "null", "\"\\u00e9\"",
            "[0,{\"~\":\"s\"}]", "{\"id\":\"n\"}", "[]", "[\"p\",{}]");
        var members = from name in names from value in values select $"\"{name}\":{value}";
        var lines = members.ArrayOf().Select(parts =>
            "{\"t\":5,\"op\":\"play\",\"user\":{\"id\":\"u\"}" + string.Concat(parts
                .DistinctBy(part => part.Split(':')[0].Replace("\\", "", StringComparison.Ordinal))
                .Select(part => "," + part)) + "}");
        Prop.ForAll(lines.ToArbitrary(), line =>
        {
            var batch = Decode(line, out var error);
            var node = JsonNode.Parse(line)!["a/b"];
            var element = node is JsonArray { Count: > 1 } array ? array[1] : null;
            var session = (element as JsonObject)?["~"]?.GetValue<string>();
            error.Should().Be(DecodeError.None, line);
            var wanted = session is null ? 0 : StableHash.Hash32(Encoding.UTF8.GetBytes(session));
            batch[0].Session.Should().Be(wanted, line);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static EventBatch Decode(string line, out DecodeError error)
    {
        var reading = CaptureMappingReader.Read(Yaml, "m.yaml");
        reading.Errors.Should().BeEmpty();
        return Captured.Decode(CaptureFormat.MappedJson(reading.Mapping!).CreateDecoder(), line, out error);
    }
}
