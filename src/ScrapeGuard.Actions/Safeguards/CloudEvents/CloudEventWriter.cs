using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScrapeGuard.Actions.Safeguards.Ocsf;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Actions.Safeguards.CloudEvents;

/// <summary>
/// Safeguard events as CloudEvents 1.0 in JSON, structured mode (https://github.com/cloudevents/spec, 1.0.2): fields in
/// a fixed order, so that equal events are equal bytes. <c>data</c> is an OCSF Detection Finding.
/// </summary>
public static class CloudEventWriter
{
    /// <summary>The media type of an event in structured mode.</summary>
    public const string ContentType = "application/cloudevents+json";

    private static readonly JsonWriterOptions Json = new()
    {
        // Messages, never parts of an HTML page: names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The headers of a Kafka record in structured mode (Kafka protocol binding 1.0.2, section 3.3).</summary>
    public static ImmutableArray<KeyValuePair<string, string>> KafkaHeaders { get; } =
        [KeyValuePair.Create("content-type", ContentType)];

    /// <summary>Writes one event, without a line feed.</summary>
    public static void Write(IBufferWriter<byte> output, SafeguardEvent told, SafeguardOptions options)
    {
        using var json = new Utf8JsonWriter(output, Json);
        json.WriteStartObject();
        json.WriteString("specversion"u8, "1.0"u8);
        json.WriteString("id"u8, told.Id);
        json.WriteString("source"u8, options.Source);
        json.WriteString("type"u8, CloudEventType.Of(told));
        if (told.Account.Length > 0)
        {
            json.WriteString("subject"u8, CloudEventSubject.Of(told.Account));
        }

        json.WriteString("time"u8, Rfc3339.Format(told.TimeMicros));
        json.WriteString("datacontenttype"u8, "application/json"u8);
        json.WriteString("dataschema"u8, DetectionFinding.Schema);
        json.WritePropertyName("data"u8);
        DetectionFinding.Write(json, told, options);
        json.WriteEndObject();
    }

    /// <summary>One event as bytes.</summary>
    public static byte[] ToBytes(SafeguardEvent told, SafeguardOptions options)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        Write(output, told, options);
        return output.WrittenSpan.ToArray();
    }
}
