using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Kafka.DeadLetters;

/// <summary>A record that is not what its topic is for, as it goes to the dead-letter topic.</summary>
/// <param name="Reason">Why, in one of a few fixed texts.</param>
/// <param name="Partition">Where it stood.</param>
/// <param name="Offset">Where it stood.</param>
/// <param name="TimestampMillis">Its record's time.</param>
/// <param name="Key">Its key, at most <see cref="MaxKeyBytes"/> of it, or null.</param>
/// <param name="Value">Its value, at most <see cref="MaxValueBytes"/> of it.</param>
/// <param name="ValueBytes">How long its value was.</param>
internal sealed record DeadLetter(
    string Reason, int Partition, long Offset, long TimestampMillis, byte[]? Key, byte[] Value, int ValueBytes)
{
    /// <summary>Bytes of a value that are kept: those of the longest event.</summary>
    public const int MaxValueBytes = EventLimits.MaxLineBytes;

    /// <summary>Bytes of a key that are kept: with a value that is all escapes, a broker takes it.</summary>
    public const int MaxKeyBytes = 1_024;

    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The record: a JSON object that says reason, topic, partition, offset and value (as text, or as Base64 where it
    /// is no UTF-8); the same, but for the value, in its headers.
    /// </summary>
    public Message<byte[], byte[]?> ToMessage(string topic)
    {
        return new Message<byte[], byte[]?>
        {
            Key = Key!,
            Value = ToJson(topic),
            Headers =
            [
                new Header("reason", Encoding.UTF8.GetBytes(Reason)),
                new Header("topic", Encoding.UTF8.GetBytes(topic)),
                new Header("partition", Number(Partition)),
                new Header("offset", Number(Offset)),
            ],
        };
    }

    private byte[] ToJson(string topic)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("reason"u8, Reason);
            json.WriteString("topic"u8, topic);
            json.WriteNumber("partition"u8, Partition);
            json.WriteNumber("offset"u8, Offset);
            if (TimestampMillis >= 0)
            {
                json.WriteString("recordTime"u8, Rfc3339.Format(TimestampMillis * 1_000));
            }

            json.WriteNumber("valueBytes"u8, ValueBytes);
            if (TextOf(Value) is { } text)
            {
                json.WriteString("value"u8, text);
            }
            else
            {
                json.WriteBase64String("valueBase64"u8, Value);
            }

            json.WriteEndObject();
        }

        return output.ToArray();
    }

    private static string? TextOf(byte[] value)
    {
        try
        {
            return Strict.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[] Number(long number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
