using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Core.Tests.Events.Json;

/// <summary>What tests by chance once found.</summary>
public sealed class AccessEventDecoderRegressionTests
{
    private const string Required = "\"time\":\"2026-03-01T12:00:00Z\",\"account\":\"a\",\"operation\":\"audio\"";

    [TestCase("country")]
    [TestCase("device")]
    [TestCase("client")]
    [TestCase("session")]
    [TestCase("plan")]
    [TestCase("ip")]
    [TestCase("id")]
    public void Decode_EmptyTextAfterText_Replaces(string field) =>
        Decoding.Of($"{{{Required},\"{field}\":\"x\",\"{field}\":\"\"}}").Event
            .Should().Be(Decoding.Of($"{{{Required}}}").Event);

    [Test]
    public void Decode_NulForTheTOfATime_IsRefused() =>
        Decoding.Of($"{{{Required},\"time\":\"2026-03-01\\u000012:00:00Z\"}}").Error.Should().Be(DecodeError.BadTime);

    [Test]
    public void Decode_AccountCreatedBefore1970_IsRoundedDown() =>
        Decoding.Of($"{{{Required},\"accountCreated\":\"1969-12-31T23:59:58.500Z\"}}").Event
            .AccountCreatedSeconds.Should().Be(-2);

    [Test]
    public void Decode_TextOfManyVectors_IsReadToItsEnd()
    {
        var text = new string('v', 1_000);
        Decoding.Of($"{{{Required},\"client\":\"{text}\"}}").Event.Client
            .Should().Be(StableHash.Hash32(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
