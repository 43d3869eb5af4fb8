using System.Text.Json;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Tests.Allocations;

namespace ScrapeGuard.Captures.Tests;

public sealed class BlockDecoderTests
{
    [Test]
    public void Decode_CrLfAndBlankLines_AreTolerated()
    {
        using var set = Captured.OpenSet(Captured.Utf8(
            "\r\n" + Captured.Event("a", 1) + "\r\n \t\r\n\n" + Captured.Event("b", 2)));
        Captured.ReadAll(set).Should().Equal(("a", 1), ("b", 2));
        set.Counters.Malformed.Should().Be(0);
    }

    [TestCaseSource(nameof(Formats))]
    public void Decode_WarmedUp_AllocatesNothing(CaptureFormat format, string line)
    {
        using var stream = new MemoryStream(Captured.Utf8(string.Concat(Enumerable.Repeat(line + "\n", 2000))));
        var block = new LineBlock();
        new LineBlockReader(stream, blockBytes: 1 << 20).TryRead(block).Should().BeTrue();
        var decoder = format.CreateDecoder();
        var batch = new EventBatch();
        for (var i = 0; i < 20; i++)
        {
            batch.Clear();
            BlockDecoder.Decode(block, decoder, batch);
        }

        batch.Count.Should().Be(2000);
        Allocated.By(() =>
        {
            batch.Clear();
            BlockDecoder.Decode(block, decoder, batch);
        }).Should().Be(0);
    }

    private static IEnumerable<TestCaseData> Formats()
    {
        var json = Captured.Event("someone", 7);
        yield return new TestCaseData(CaptureFormat.Ndjson(), json).SetArgDisplayNames("ndjson");
        yield return new TestCaseData(CaptureFormat.Kcat(),
            "{\"topic\":\"t\",\"partition\":0,\"offset\":1,\"payload\":" + JsonSerializer.Serialize(json) + "}")
            .SetArgDisplayNames("kcat");
        yield return new TestCaseData(CaptureFormat.Combined(new CombinedLogOptions()),
            "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET /a\\\"b HTTP/1.1\" 200 1 \"-\" \"ua \\x22\"")
            .SetArgDisplayNames("combined");
        var fields = new Dictionary<MappedField, string>
        {
            [MappedField.Time] = "/at",
            [MappedField.Account] = "/u/id",
            [MappedField.Path] = "/p",
        };
        var mapping = new CaptureMapping
        {
            Format = CaptureKind.Ndjson,
            Fields = fields,
            Time = TimeFormat.Parse("yyyy-MM-dd HH:mm:ss")!,
            Constants = new Dictionary<MappedField, string> { [MappedField.Plan] = "free" },
            Paths = new PathRules([PathRule.Parse("/t/{track}", Operation.Metadata, out _)!]),
        };
        yield return new TestCaseData(CaptureFormat.MappedJson(mapping),
            "{\"at\":\"2026-01-01 00:00:01\",\"u\":{\"id\":12},\"p\":\"\\/t\\/a%20b\"}")
            .SetArgDisplayNames("mapped json");
        var columns = fields.ToDictionary(pair => pair.Key, pair => pair.Value.Trim('/'));
        var csv = CaptureFormat.MappedCsv(mapping with { Fields = columns }, "at,u/id,p"u8, out _)!;
        yield return new TestCaseData(csv, "2026-01-01 00:00:01,\"a\"\"b\",/t/a%20b").SetArgDisplayNames("mapped csv");
    }
}
