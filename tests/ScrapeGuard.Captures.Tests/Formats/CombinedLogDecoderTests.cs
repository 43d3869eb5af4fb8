using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Captures.Tests;

public sealed class CombinedLogDecoderTests
{
    private const string Head = "203.0.113.7 - alice [17/May/2015:10:05:03 +0200] ";

    [Test]
    public void Decode_CombinedLine_FillsEveryField()
    {
        var batch = Decode(Head + "\"GET /track/7?x=1 HTTP/1.1\" 200 512 \"-\" \"Mozilla/5.0\"", out var error);
        error.Should().Be(DecodeError.None);
        var e = batch[0];
        Rfc3339.Format(e.TimeMicros).Should().Be("2015-05-17T08:05:03.000Z");
        Account(batch).Should().Be("alice");
        e.Operation.Should().Be(Operation.Browse);
        e.Status.Should().Be(200);
        e.Bytes.Should().Be(512);
        e.Client.Should().Be(StableHash.Hash32("Mozilla/5.0"u8));
        e.Ip.Should().Be(StableHash.Hash32("203.0.113.7"u8));
        batch.TracksOf(e).ToArray().Should().Equal(StableHash.Hash64("/track/7"u8));
    }

    [TestCase("\"GET /a HTTP/1.0\" 200 -", Operation.Browse, 1, TestName = "Decode_CommonFormat_IsRead")]
    [TestCase("\"GET /a HTTP/1.0\" 404 9 \"-\" \"-\"", Operation.Browse, 0, TestName = "Decode_ErrorStatus_HasNoTrack")]
    [TestCase("\"POST /a HTTP/1.0\" 200 9 \"-\" \"-\"", Operation.Browse, 0, TestName = "Decode_Post_HasNoTrack")]
    [TestCase("\"HEAD /a HTTP/1.0\" 304 - \"-\" \"-\"", Operation.Browse, 1, TestName = "Decode_Head_HasATrack")]
    [TestCase("\"GET /a/b.PNG?v=2 HTTP/1.0\" 200 9 \"-\" \"-\"", Operation.Other, 0, TestName = "Decode_Asset_IsOther")]
    [TestCase("\"GET /f.woff2 HTTP/1.0\" 200 9 \"-\" \"-\"", Operation.Other, 0,
        TestName = "Decode_AssetWithDigit_IsOther")]
    [TestCase("\"-\" 408 - \"-\" \"-\"", Operation.Other, 0, TestName = "Decode_NoRequest_IsOther")]
    [TestCase("\"\\x16\\x03\\x01\" 400 226 \"-\" \"-\"", Operation.Other, 0,
        TestName = "Decode_TlsOnPlainPort_IsOther")]
    [TestCase("\"GET /a \\\"b\\\" c HTTP/1.1\" 200 1 \"-\" \"say \\\"hi\\\"\"", Operation.Browse, 1,
        TestName = "Decode_EscapedQuotes_AreRead")]
    [TestCase("\"GET /a\" 200 1 \"-\" \"x", Operation.Browse, 1, TestName = "Decode_AgentCutOff_IsRead")]
    [TestCase("\"GET /a\" 200 1 \"-\" \"x\" 0.004 \"f1\"", Operation.Browse, 1,
        TestName = "Decode_ExtraFields_AreSkipped")]
    public void Decode_ShapesOfLines_AreRead(string rest, Operation operation, int tracks)
    {
        var batch = Decode(Head + rest, out var error);
        error.Should().Be(DecodeError.None);
        batch[0].Operation.Should().Be(operation);
        batch[0].TrackCount.Should().Be((ushort)tracks);
    }

    [TestCase("", DecodeError.BadFormat)]
    [TestCase("garbage", DecodeError.BadFormat)]
    [TestCase("a b c [17/May/2015:10:05:03 +0000]", DecodeError.BadFormat)]
    [TestCase("a b c [17/Mai/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1", DecodeError.BadTime)]
    [TestCase("a b c [31/Feb/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1", DecodeError.BadTime)]
    [TestCase("a b c [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 2000 1", DecodeError.BadFormat)]
    [TestCase("a b c [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 x", DecodeError.BadFormat)]
    public void Decode_BrokenLine_SaysWhy(string line, DecodeError wanted)
    {
        Decode(line, out var error);
        error.Should().Be(wanted);
    }

    [TestCase("auto", "- - ", "203.0.113.7")]
    [TestCase("auto", "- bob ", "bob")]
    [TestCase("auto", "- bob the builder ", "bob the builder")]
    [TestCase("address", "- bob ", "203.0.113.7")]
    [TestCase("auth-user", "- bob ", "bob")]
    [TestCase("auth-user", "- - ", null)]
    [TestCase("field:2", "- bob ", "s\"2")]
    [TestCase("field:3", "- bob ", null)]
    public void Decode_AccountOption_ChoosesTheAccount(string option, string users, string? wanted)
    {
        var line = $"203.0.113.7 {users}[17/May/2015:10:05:03 +0000] "
            + "\"GET / HTTP/1.1\" 200 1 \"-\" \"ua\" \"s1\" \"s\\\"2\"";
        var decoder = new CombinedLogDecoder(new CombinedLogOptions { Account = option });
        var batch = Captured.Decode(decoder, line, out var error);
        error.Should().Be(wanted is null ? DecodeError.MissingAccount : DecodeError.None);
        if (wanted is not null)
        {
            Account(batch).Should().Be(wanted);
        }
    }

    [Test]
    public void Decode_EscapedAgent_IsTheAgentItself()
    {
        var batch = Decode(Head + "\"GET / HTTP/1.1\" 200 1 \"-\" \"a\\x22b\\\"c\\\\d\"", out _);
        batch[0].Client.Should().Be(StableHash.Hash32("a\"b\"c\\d"u8));
    }

    [Test]
    public void Decode_LongPaths_AreDifferentTracks()
    {
        var path = "/" + new string('a', 400);
        var first = Decode(Head + $"\"GET {path}1 HTTP/1.1\" 200 1", out _);
        var second = Decode(Head + $"\"GET {path}2 HTTP/1.1\" 200 1", out var error);
        error.Should().Be(DecodeError.None);
        first.Tracks[0].Should().NotBe(second.Tracks[0]);
    }

    [Test]
    public void Decode_PathRules_GiveOperationAndTracks()
    {
        var rule = PathRule.Parse("/v1/tracks?ids={tracks}", Operation.Metadata, out _)!;
        var decoder = new CombinedLogDecoder(new CombinedLogOptions { Paths = new PathRules([rule]) });
        var hit = Captured.Decode(decoder, Head + "\"GET /v1/tracks?m=DE&ids=a,b%2Cc HTTP/1.1\" 200 1", out _);
        hit[0].Operation.Should().Be(Operation.Metadata);
        hit.TracksOf(hit[0]).ToArray().Should().Equal(
            StableHash.Hash64("a"u8), StableHash.Hash64("b"u8), StableHash.Hash64("c"u8));
        var miss = Captured.Decode(decoder, Head + "\"GET /v1/albums HTTP/1.1\" 200 1", out _);
        miss[0].Operation.Should().Be(Operation.Other);
        miss[0].TrackCount.Should().Be(0);
    }

    [Test]
    public void Decode_EveryCutAndFlip_NeverThrows()
    {
        var line = Captured.Utf8(Head + "\"GET /track/7?x=1 HTTP/1.1\" 200 512 \"-\" \"Mozilla \\x41 \\\" 5.0\" \"e\"");
        var decoder = new CombinedLogDecoder(new CombinedLogOptions { Account = "field:1" });
        var batch = new EventBatch();
        for (var i = 0; i <= line.Length; i++)
        {
            decoder.Decode(line, 0, i, batch);
            foreach (var odd in " \"\\[]-\0"u8)
            {
                var changed = (byte[])line.Clone();
                changed[Math.Min(i, line.Length - 1)] = odd;
                decoder.Decode(changed, 0, changed.Length, batch);
            }
        }

        (batch.Count + batch.RejectedCount).Should().Be((line.Length + 1) * 8);
    }

    [Test]
    public void Decode_RealApacheLog_HasNoMalformedLine()
    {
        var path = SharedData.PathOf("apache_access.log.gz");
        using var set = CaptureSet.Open([path], new CaptureOptions()).Set!;
        set.Files[0].Format.Kind.Should().Be(CaptureKind.Combined);
        var batch = new EventBatch();
        var events = 0;
        while (set.TryReadBatch(batch, 1000))
        {
            events += batch.Count;
        }

        events.Should().Be(10_000);
        set.Counters.Malformed.Should().Be(0);
        set.Counters.Lines.Should().Be(10_000);
        set.Warnings.Should().BeEmpty();
        set.ConsumedBytes.Should().Be(set.TotalBytes);
    }

    private static EventBatch Decode(string line, out DecodeError error) =>
        Captured.Decode(new CombinedLogDecoder(new CombinedLogOptions()), line, out error);

    private static string Account(EventBatch batch) => Encoding.UTF8.GetString(batch.NameOf(batch[0]));
}
