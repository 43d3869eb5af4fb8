using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Core.Tests.Events.Json;

/// <summary>The fields of the contract, each by itself.</summary>
public sealed class AccessEventDecoderTests
{
    private const string Required = "\"time\":\"2026-03-01T12:00:00Z\",\"account\":\"a\",\"operation\":\"audio\"";

    [Test]
    public void Decode_EveryField_ReadsEachOfThem()
    {
        var e = Decoding.Of("""
            {"time":"2026-03-01T12:00:00.250+01:00","account":"zoë","operation":"license","id":"e1",
            "tracks":["t1","t2"],"artist":"x","album":"y","status":206,"bytes":9007199254740993,"playedMs":1500,
            "ip":"203.0.113.9","country":"SE","device":"d","client":"web","session":"s","asn":4294967295,
            "plan":"free","accountCreated":"2020-01-02T03:04:05Z"}
            """.ReplaceLineEndings("")).Event;

        e.Should().Be(new EventFacts
        {
            TimeMicros = DateTimeOffset.Parse("2026-03-01T11:00:00.250Z").ToUnixTimeMilliseconds() * 1000,
            Account = "zoë",
            Key = StableHash.Account("zoë"u8),
            Operation = Operation.License,
            Id = StableHash.Hash64("e1"u8) | 1,
            Tracks = EventFacts.Join([StableHash.Hash64("t1"u8), StableHash.Hash64("t2"u8)]),
            Status = 206,
            Bytes = 9_007_199_254_740_993,
            PlayedMs = 1500,
            Ip = StableHash.Hash32("203.0.113.9"u8),
            Network = StableHash.Hash32("203.0.113"u8),
            Country = StableHash.Hash32("SE"u8),
            Device = StableHash.Hash32("d"u8),
            Client = StableHash.Hash32("web"u8),
            Session = StableHash.Hash32("s"u8),
            Asn = uint.MaxValue,
            Plan = StableHash.Hash32("free"u8),
            Artist = StableHash.Hash32("x"u8),
            AccountCreatedSeconds = DateTimeOffset.Parse("2020-01-02T03:04:05Z").ToUnixTimeSeconds(),
        });
    }

    [Test]
    public void Decode_RequiredFieldsOnly_HasDefaults()
    {
        var e = Decoding.Of($"{{{Required}}}").Event;

        (e.Status, e.Bytes, e.PlayedMs, e.Tracks, e.Id, e.Asn).Should().Be((200, 0L, 0, "", 0UL, 0U));
        e.Artist.Should().Be(0, "none is told");
    }

    /// <summary>An artist is the same however a producer writes its name.</summary>
    [TestCase("Sigur Rós")]
    [TestCase("Sigur R\\u00f3s")]
    [TestCase("\\u0053igur\\u0020R\\u00F3s")]
    public void Decode_Artist_IsTheHashOfItsName(string name) =>
        Decoding.Of($"{{{Required},\"artist\":\"{name}\"}}").Event.Artist
            .Should().Be(StableHash.Hash32("Sigur Rós"u8));

    [TestCase("")]
    [TestCase(",\"artist\":\"\"")]
    [TestCase(",\"artist\":null")]
    [TestCase(",\"album\":\"Takk\"")]
    public void Decode_NoArtist_IsNone(string member) =>
        Decoding.Of($"{{{Required}{member}}}").Event.Artist.Should().Be(0);

    [TestCase("metadata", Operation.Metadata)]
    [TestCase("search", Operation.Search)]
    [TestCase("browse", Operation.Browse)]
    [TestCase("license", Operation.License)]
    [TestCase("audio", Operation.Audio)]
    [TestCase("play", Operation.Play)]
    [TestCase("auth", Operation.Auth)]
    [TestCase("other", Operation.Other)]
    [TestCase("PLAY", Operation.Other)]
    [TestCase("", Operation.Other)]
    [TestCase("pl\\u0061y", Operation.Play)]
    public void Decode_Operation_IsFoundByItsWord(string word, Operation expected) =>
        Decoding.Of($"{{\"time\":\"2026-03-01T12:00:00Z\",\"account\":\"a\",\"operation\":\"{word}\"}}")
            .Event.Operation.Should().Be(expected);

    [TestCase("time", DecodeError.MissingTime)]
    [TestCase("account", DecodeError.MissingAccount)]
    [TestCase("operation", DecodeError.MissingOperation)]
    public void Decode_WithoutRequiredField_SaysWhich(string field, DecodeError expected)
    {
        Decoding.Of($"{{{Required.Replace(field, "else", StringComparison.Ordinal)}}}").Error.Should().Be(expected);
        var empty = System.Text.RegularExpressions.Regex.Replace(Required, $"(?<=\"{field}\":)\"[^\"]*\"", "null",
            System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        Decoding.Of($"{{{empty}}}").Error.Should().Be(expected);
    }

    [TestCase("id")]
    [TestCase("tracks")]
    [TestCase("artist")]
    [TestCase("album")]
    [TestCase("status")]
    [TestCase("bytes")]
    [TestCase("playedMs")]
    [TestCase("ip")]
    [TestCase("country")]
    [TestCase("device")]
    [TestCase("client")]
    [TestCase("session")]
    [TestCase("asn")]
    [TestCase("plan")]
    [TestCase("accountCreated")]
    public void Decode_NullOptionalField_IsAbsentAndOtherTypesAreRefused(string field)
    {
        var plain = Decoding.Of($"{{{Required}}}").Event;
        Decoding.Of($"{{{Required},\"{field}\":null}}").Event.Should().Be(plain);
        Decoding.Of($"{{{Required},\"{field}\":true}}").Error.Should().Be(DecodeError.WrongType);
        Decoding.Of($"{{{Required},\"{field}\":{{}}}}").Error.Should().Be(DecodeError.WrongType);
        var number = field is "status" or "bytes" or "playedMs" or "asn";
        Decoding.Of($"{{{Required},\"{field}\":{(number ? "\"1\"" : "1")}}}").Error.Should().Be(DecodeError.WrongType);
    }

    [TestCase("status", "0", DecodeError.None)]
    [TestCase("status", "999", DecodeError.None)]
    [TestCase("status", "1000", DecodeError.OutOfRange)]
    [TestCase("status", "-1", DecodeError.OutOfRange)]
    [TestCase("status", "-0", DecodeError.None)]
    [TestCase("status", "2e2", DecodeError.OutOfRange)]
    [TestCase("status", "200.0", DecodeError.OutOfRange)]
    [TestCase("status", "0200", DecodeError.BadJson)]
    [TestCase("status", "+200", DecodeError.BadJson)]
    [TestCase("status", "20 0", DecodeError.BadJson)]
    [TestCase("bytes", "9223372036854775807", DecodeError.None)]
    [TestCase("bytes", "9223372036854775808", DecodeError.OutOfRange)]
    [TestCase("bytes", "999999999999999999", DecodeError.None)]
    [TestCase("bytes", "99999999999999999999999999", DecodeError.OutOfRange)]
    [TestCase("bytes", "-1", DecodeError.OutOfRange)]
    [TestCase("playedMs", "-5", DecodeError.OutOfRange)]
    [TestCase("asn", "4294967296", DecodeError.OutOfRange)]
    public void Decode_Number_IsCheckedAgainstItsRange(string field, string value, DecodeError expected) =>
        Decoding.Of($"{{{Required},\"{field}\":{value}}}").Error.Should().Be(expected);

    [TestCase("0", 0)]
    [TestCase("7", 7)]
    [TestCase("1234567", 1_234_567)]
    [TestCase("12345678", 12_345_678)]
    [TestCase("123456789", 123_456_789)]
    [TestCase("123456789012345678", 123_456_789_012_345_678)]
    [TestCase("1234567890123456789", 1_234_567_890_123_456_789)]
    public void Decode_DigitsOfEveryLength_HaveTheirValue(string digits, long expected) =>
        Decoding.Of($"{{{Required},\"bytes\":{digits}}}").Event.Bytes.Should().Be(expected);

    [Test]
    public void Decode_PlayedMsBeyondInt_IsCapped() =>
        Decoding.Of($"{{{Required},\"playedMs\":3000000000}}").Event.PlayedMs.Should().Be(int.MaxValue);

    [TestCase("account", DecodeError.BadAccount)]
    [TestCase("id", DecodeError.BadId)]
    public void Decode_Name_HasAtMost128Bytes(string field, DecodeError beyond)
    {
        foreach (var (unit, bytes) in new[] { ("x", 1), ("é", 2), ("\\u00e9", 2) })
        {
            var longest = string.Concat(Enumerable.Repeat(unit, 128 / bytes));
            Decoding.Of($"{{{Required},\"{field}\":\"{longest}\"}}").Error.Should().Be(DecodeError.None);
            Decoding.Of($"{{{Required},\"{field}\":\"{longest}{unit}\"}}").Error.Should().Be(beyond);
        }
    }

    [Test]
    public void Decode_EmptyAccount_IsRefused() =>
        Decoding.Of("{\"account\":\"\",\"time\":\"2026-03-01T12:00:00Z\",\"operation\":\"play\"}")
            .Error.Should().Be(DecodeError.BadAccount);

    [Test]
    public void Decode_AccountThatIsNoUtf8_IsRefused()
    {
        var line = Encoding.Latin1.GetBytes(
            "{" + Required.Replace("\"a\"", "\"a\u00ff\u00c3b\"", StringComparison.Ordinal) + "}");
        Decoding.Of(line).Error.Should().Be(DecodeError.BadAccount);
    }

    [TestCase(500, DecodeError.None)]
    [TestCase(501, DecodeError.BadTracks)]
    public void Decode_Tracks_AreAtMost500(int count, DecodeError expected)
    {
        var tracks = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"t{i}\""));
        var decoding = Decoding.Of($"{{{Required},\"tracks\":[{tracks}]}}");
        decoding.Error.Should().Be(expected);
        decoding.Facts?.Tracks.Split(' ').Should().HaveCount(500);
    }

    [TestCase(128, DecodeError.None)]
    [TestCase(129, DecodeError.BadTracks)]
    public void Decode_Track_HasAtMost128Bytes(int bytes, DecodeError expected) =>
        Decoding.Of($"{{{Required},\"tracks\":[\"{new string('t', bytes)}\"]}}").Error.Should().Be(expected);

    [TestCase(EventLimits.MaxLineBytes, DecodeError.None)]
    [TestCase(EventLimits.MaxLineBytes + 1, DecodeError.LineTooLong)]
    public void Decode_Line_HasAtMost64KiB(int bytes, DecodeError expected)
    {
        var start = $"{{{Required},\"padding\":\"";
        Decoding.Of(start + new string('p', bytes - start.Length - 2) + "\"}").Error.Should().Be(expected);
    }

    [Test]
    public void Decode_RepeatedField_TheLastCounts()
    {
        const string Before = "\"account\":\"first\",\"tracks\":[\"a\",\"b\"],\"status\":1";
        var e = Decoding.Of($"{{{Before},{Required},\"tracks\":[\"c\"],\"status\":2}}");
        (e.Event.Account, e.Event.Status).Should().Be(("a", 2));
        e.Event.Tracks.Should().Be(EventFacts.Join([StableHash.Hash64("c"u8)]));
    }

    [TestCase("203.0.113.9", "203.0.113")]
    [TestCase("2001:db8:1:2::3", "2001:db8:1:")]
    [TestCase("::1", "::1")]
    [TestCase("::ffff:203.0.113.9", "::ffff:203.0.113")]
    [TestCase("localhost", "localhost")]
    [TestCase("1.2", "1")]
    [TestCase("1.2.", "1.2")]
    [TestCase("192.0.2.255", "192.0.2")]
    [TestCase("192.0.2.25", "192.0.2")]
    [TestCase(".", "")]
    [TestCase("192.0.2.255.internal", "192.0.2.255")]
    public void Decode_Ip_HasItsNetwork(string ip, string network) =>
        Decoding.Of($"{{{Required},\"ip\":\"{ip}\"}}").Event.Network
            .Should().Be(StableHash.Hash32(Encoding.UTF8.GetBytes(network)));
}
