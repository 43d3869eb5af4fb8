using System.Text;
using System.Text.Json;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Captures.Tests.Contracts;

public sealed class ContractReaderTests
{
    private const string AllColumns = """
        format: csv
        timeFormat: epoch-millis
        fields:
          time: t
          account: a
          operation: o
          id: i
          tracks: x
          artist: ar
          album: al
          status: st
          bytes: b
          playedMs: p
          ip: ip
          country: c
          device: d
          client: cl
          session: se
          asn: as
          plan: pl
          accountCreated: ac
        """;

    [Test]
    public void TryRead_Ndjson_GivesEachEventAsItStands()
    {
        string[] lines =
        [
            """{ "time":"2026-01-01T00:00:00Z", "account":"ä\u0062", "operation":"play", "mine":[1], "playedMs":5 }""",
            Captured.Event("b", 1),
        ];

        Read(Open(lines[0], "no event", lines[1], "", "{}")).Select(e => e.Json).Should().Equal(lines);
    }

    [Test]
    public void TryRead_Kcat_GivesThePayload()
    {
        var payload = Captured.Event("b", 1);
        var envelope = JsonSerializer.Serialize(new { topic = "t", partition = 0, offset = 1, key = "b", payload });

        Read(Open(envelope)).Should().ContainSingle().Which.Should().Be((1_767_225_601_000_000, "b", payload));
    }

    [Test]
    public void TryRead_AccessLog_SaysAllThatTheEventKnows()
    {
        const string Line = "203.0.113.9 - ann [05/Jan/2026:00:00:01 +0100] \"GET /a/b?c=d HTTP/1.1\" 206 17 \"-\" "
            + "\"A \\\"b\\\" \\xC3\\xA4\"";

        Read(Open(Line)).Should().ContainSingle().Which.Json.Should().Be(
            """
            {"time":"2026-01-04T23:00:01.000Z","account":"ann","operation":"browse","status":206,"bytes":17,
            "ip":"203.0.113.9","client":"A \"b\" ä","tracks":["/a/b"]}
            """.ReplaceLineEndings(""));
    }

    [Test]
    public void TryRead_Csv_SaysAllFieldsOfTheContract()
    {
        var set = OpenMapped(AllColumns, "t,a,o,i,x,ar,al,st,b,p,ip,c,d,cl,se,as,pl,ac",
            "1767225600123,ann,play,id1,t1;t2,Björk,\"Post, \"\"live\"\"\",404,9,30000,10.0.0.1,DE,dev,web,s,64496,"
            + "free,0");

        Read(set).Should().ContainSingle().Which.Json.Should().Be(
            """
            {"time":"2026-01-01T00:00:00.123Z","account":"ann","operation":"play","id":"id1","artist":"Björk",
            "album":"Post, \"live\"","status":404,"bytes":9,"playedMs":30000,"ip":"10.0.0.1","country":"DE",
            "device":"dev","client":"web","session":"s","asn":64496,"plan":"free",
            "accountCreated":"1970-01-01T00:00:00.000Z","tracks":["t1","t2"]}
            """.ReplaceLineEndings(""));
    }

    [Test]
    public void TryRead_TimeThatNoTextTells_IsMalformed()
    {
        const string Mapping = "format: csv\ntimeFormat: epoch-seconds\nfields:\n  time: t\n  account: a\n"
            + "  operation: o";
        var set = OpenMapped(Mapping, "t,a,o", "-200000000000,ann,play", "0,ann,play");

        Read(set).Should().ContainSingle();
        set.Counters.MalformedFor(DecodeError.BadTime).Should().Be(1);
    }

    [Test]
    public void TryRead_SeveralCaptures_MergesByTimeThenByTheOrderGiven()
    {
        var set = Captured.OpenSet(
            Captured.Utf8(Captured.Event("a", 1) + "\n" + Captured.Event("b", 5)),
            Captured.Gzip(Captured.Utf8(Captured.Event("c", 1) + "\n" + Captured.Event("d", 3))),
            []);

        Read(set).Select(e => e.Account).Should().Equal("a", "c", "d", "b");
    }

    [Test]
    public void TryRead_RandomRows_DecodeToTheSameEvents([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        string[] rows = [.. Enumerable.Range(0, 200).Select(_ => Row(random))];
        var header = "t,a,o,i,x,ar,al,st,b,p,ip,c,d,cl,se,as,pl,ac";
        var (direct, written) = (new EventBatch(), new EventBatch());
        using (var set = OpenMapped(AllColumns, [header, .. rows]))
        {
            set.TryReadBatch(direct, rows.Length).Should().BeTrue();
        }

        using (var set = OpenMapped(AllColumns, [header, .. rows]))
        {
            foreach (var (_, _, json) in Read(set))
            {
                AccessEventDecoder.Decode(Captured.Utf8(json), written).Should().Be(DecodeError.None, $"seed {seed}");
            }
        }

        written.Count.Should().Be(direct.Count, $"seed {seed}");
        for (var i = 0; i < direct.Count; i++)
        {
            written[i].Should().BeEquivalentTo(direct[i],
                options => options.ComparingByMembers<AccessEvent>(), $"seed {seed}, row {rows[i]}");
        }

        written.Tracks.ToArray().Should().Equal(direct.Tracks.ToArray(), $"seed {seed}");
        written.Names.ToArray().Should().Equal(direct.Names.ToArray(), $"seed {seed}");
    }

    private static string Row(Random random)
    {
        string[] words = ["", "a", "ä\\", "\"\"q\"\"", "x y", "日本", "\u0001", "<&>", "\U0001F600", "'"];
        string[] operations = ["play", "audio", "search", "odd"];
        return string.Join(',', 1_767_225_600_000 + random.Next(1_000_000), $"\"acc{Pick(words)}\"", Pick(operations),
            Word(), $"\"{Pick(words)};{Pick(words)};t\"", Word(), Word(), Number(600), Number(1_000_000),
            Number(90_000),
            $"10.0.{random.Next(256)}.1", Word(), Word(), Word(), Word(), Number(70_000), Word(), Number(int.MaxValue));

        string Pick(string[] from) => from[random.Next(from.Length)];
        string Word() => $"\"{Pick(words)}\"";
        string Number(int most) => random.Next(4) == 0 ? "" : $"{random.Next(most)}";
    }

    private static CaptureSet Open(params string[] lines) =>
        CaptureSet.Combine([CaptureFile.FromStream(
            new MemoryStream(Captured.Utf8(string.Join('\n', lines))), "test", new CaptureOptions())]).Set!;

    private static CaptureSet OpenMapped(string mapping, params string[] lines)
    {
        var reading = CaptureMappingReader.Read(mapping, "m");
        reading.Errors.Should().BeEmpty();
        var opening = CaptureSet.Combine([CaptureFile.FromStream(
            new MemoryStream(Captured.Utf8(string.Join('\n', lines))), "test",
            new CaptureOptions { Mapping = reading.Mapping })]);
        opening.Errors.Should().BeEmpty();
        return opening.Set!;
    }

    private static List<(long Micros, string Account, string Json)> Read(CaptureSet set)
    {
        var events = new List<(long, string, string)>();
        var reader = new ContractReader(set);
        while (reader.TryRead(out var e))
        {
            events.Add((e.TimeMicros, Encoding.UTF8.GetString(e.Account), Encoding.UTF8.GetString(e.Json)));
        }

        return events;
    }
}
