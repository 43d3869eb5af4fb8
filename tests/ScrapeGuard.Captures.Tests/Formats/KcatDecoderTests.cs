using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures.Tests;

public sealed class KcatDecoderTests
{
    [Test]
    public void Decode_AnyPayload_IsWhatTheEventAloneIs()
    {
        var accounts = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");
        Prop.ForAll(accounts.ToArbitrary(), account =>
        {
            var payload = "{\"time\":\"2026-01-01T00:00:00Z\",\"account\":" + JsonSerializer.Serialize(account)
                + ",\"operation\":\"play\",\"tracks\":[\"a\",\"\\u0062\"]}";
            var alone = Captured.Decode(new NdjsonDecoder(), payload, out var aloneError);
            var line = Envelope(JsonSerializer.Serialize(payload));
            var enveloped = Captured.Decode(new KcatDecoder(), line, out var error);
            error.Should().Be(aloneError);
            enveloped.Names.ToArray().Should().Equal(alone.Names.ToArray());
            enveloped.Tracks.ToArray().Should().Equal(alone.Tracks.ToArray());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Test]
    public void Decode_PayloadThatIsAnObject_IsRead()
    {
        var batch = Captured.Decode(new KcatDecoder(), Envelope(Captured.Event("u", 1)), out var error);
        error.Should().Be(DecodeError.None);
        Encoding.UTF8.GetString(batch.Names).Should().Be("u");
    }

    [TestCase("null", DecodeError.BadFormat)]
    [TestCase("5", DecodeError.BadFormat)]
    [TestCase("[]", DecodeError.BadFormat)]
    [TestCase("\"\"", DecodeError.BadJson)]
    [TestCase("\"\\ud800\"", DecodeError.BadJson)]
    [TestCase("\"{}\"", DecodeError.MissingTime)]
    [TestCase("\"{}\"} x", DecodeError.BadJson)]
    public void Decode_WrongPayload_SaysWhy(string payload, DecodeError wanted)
    {
        Captured.Decode(new KcatDecoder(), Envelope(payload), out var error);
        error.Should().Be(wanted);
    }

    [TestCase("{\"topic\":\"t\"}", DecodeError.BadFormat)]
    [TestCase("[]", DecodeError.BadFormat)]
    [TestCase("% Reached end of topic", DecodeError.BadJson)]
    public void Decode_NoEnvelope_SaysWhy(string line, DecodeError wanted)
    {
        Captured.Decode(new KcatDecoder(), line, out var error);
        error.Should().Be(wanted);
    }

    private static string Envelope(string payload) =>
        "{\"topic\":\"t\",\"partition\":3,\"offset\":9,\"tstype\":\"create\",\"ts\":1,\"key\":\"u\","
        + "\"payload\":" + payload + "}";
}
