using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Console.Api;

/// <summary>A time in an answer: RFC 3339, UTC.</summary>
/// <param name="Micros">Microseconds since 1970.</param>
[JsonConverter(typeof(MomentConverter))]
public readonly record struct Moment(long Micros)
{
    /// <summary>Null stays null, as does a time that never comes.</summary>
    public static Moment? Of(long? micros) =>
        micros is { } known and not (long.MaxValue or long.MinValue) ? new Moment(known) : null;

    public override string ToString() => Rfc3339.Format(Micros);

    /// <summary>Writes it as a text.</summary>
    internal sealed class MomentConverter : JsonConverter<Moment>
    {
        public override Moment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Rfc3339.TryParse(Encoding.UTF8.GetBytes(reader.GetString() ?? ""), out var micros)
                ? new Moment(micros)
                : throw new JsonException("no time");

        public override void Write(Utf8JsonWriter writer, Moment value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
