using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Core.Decisions;

/// <summary>Writes decisions as JSON, fields in a fixed order, so that equal decisions are equal bytes.</summary>
public static class DecisionJson
{
    private const int ScoreDigits = 6;

    private static readonly JsonWriterOptions Options = new()
    {
        // Decisions are files and messages, never parts of an HTML page: names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = false,
    };

    /// <summary>Writes one object, without a line feed.</summary>
    public static void Write(IBufferWriter<byte> output, Decision decision)
    {
        using var json = new Utf8JsonWriter(output, Options);
        Write(json, decision);
    }

    /// <summary>Writes one object as part of a larger document.</summary>
    public static void Write(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, decision.Id);
        json.WriteString("time"u8, Rfc3339.Format(decision.TimeMicros));
        json.WriteString("account"u8, decision.Account);
        json.WriteString("verdict"u8, VerdictNames.Of(decision.Verdict));
        WriteNumber(json, "score"u8, decision.Score);
        WriteReasons(json, decision);
        if (decision.Campaign is not null)
        {
            json.WriteString("campaign"u8, decision.Campaign);
        }

        json.WriteStartObject("exposure"u8);
        json.WriteNumber("tracks"u8, decision.Exposure.Tracks);
        json.WriteNumber("audioTracks"u8, decision.Exposure.AudioTracks);
        json.WriteNumber("bytes"u8, decision.Exposure.Bytes);
        json.WriteEndObject();
        json.WriteString("model"u8, decision.Model);
        json.WriteString("policy"u8, decision.Policy);
        json.WriteString("mode"u8, decision.Mode == PolicyMode.Enforce ? "enforce"u8 : "shadow"u8);
        json.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartArray("reasons"u8);
        foreach (var reason in decision.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, reason.Code);
            WriteNumber(json, "value"u8, reason.Value);
            WriteNumber(json, "expected"u8, reason.Expected);
            WriteNumber(json, "weight"u8, reason.Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Adding 0 makes a rounded -0 a plain 0.
    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double value) =>
        json.WriteNumber(name, double.IsFinite(value) ? Math.Round(value, ScoreDigits) + 0.0 : 0);
}
