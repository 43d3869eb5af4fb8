using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Api;

/// <summary>How answers are written: names in camel case, what is absent left out, times as RFC 3339.</summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>A value as UTF-8.</summary>
    public static byte[] ToBytes(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.Converters.Add(new DecisionConverter());
        options.MakeReadOnly();
        return options;
    }

    /// <summary>A decision stands in answers as it stands in its topic.</summary>
    private sealed class DecisionConverter : JsonConverter<Decision>
    {
        public override Decision Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return DecisionReader.Read(document.RootElement, out var decision) == DecisionError.None
                ? decision!
                : throw new JsonException("no decision");
        }

        public override void Write(Utf8JsonWriter writer, Decision value, JsonSerializerOptions options) =>
            DecisionJson.Write(writer, value);
    }
}
