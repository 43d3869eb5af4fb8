using System.Text;
using System.Text.Json;
using ScrapeGuard.Kafka.DeadLetters;

namespace ScrapeGuard.Kafka.Tests.DeadLetters;

public sealed class DeadLetterTests
{
    [Test]
    public void ToMessage_Text_SaysReasonOriginAndValue()
    {
        var json = JsonOf("{\"no\":\"event\"}"u8.ToArray());

        json.GetProperty("reason").GetString().Should().Be("no time");
        json.GetProperty("topic").GetString().Should().Be("events");
        json.GetProperty("partition").GetInt32().Should().Be(3);
        json.GetProperty("offset").GetInt64().Should().Be(42);
        json.GetProperty("value").GetString().Should().Be("{\"no\":\"event\"}");
        json.GetProperty("recordTime").GetString().Should().Be("2026-01-05T00:00:00.000Z");
    }

    [Test]
    public void ToMessage_NoText_CarriesTheBytes() =>
        JsonOf([0xFF, 0xFE, 0]).GetProperty("valueBase64").GetBytesFromBase64().Should().Equal(0xFF, 0xFE, 0);

    [Test]
    public void ToMessage_Headers_SayTheSame()
    {
        var message = Letter([1]).ToMessage("events");
        var headers = message.Headers.ToDictionary(h => h.Key, h => Encoding.UTF8.GetString(h.GetValueBytes()));
        headers.Should().Contain("reason", "no time").And.Contain("topic", "events").And.Contain("partition", "3")
            .And.Contain("offset", "42");
    }

    private static JsonElement JsonOf(byte[] value) =>
        JsonDocument.Parse(Letter(value).ToMessage("events").Value!).RootElement;

    private static DeadLetter Letter(byte[] value) =>
        new("no time", 3, 42, 1_767_571_200_000, null, value, value.Length);
}
