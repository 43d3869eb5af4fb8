using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScrapeGuard.Actions.Safeguards.Ocsf;

namespace ScrapeGuard.Actions.Safeguards.Alerts;

/// <summary>
/// An alert as the JSON that incoming webhooks of Slack take, and those of Mattermost, Rocket.Chat and others after
/// them: <c>text</c> and one attachment with fields. Names of strangers are shown as they are: <c>&amp;</c>,
/// <c>&lt;</c> and <c>&gt;</c> are escaped, so that none calls a channel or makes a link; no markup is read.
/// </summary>
public static class ChatAlert
{
    public const string ContentType = "application/json";

    private const int LongestField = 256;
    private const int MicrosPerSecond = 1_000_000;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One alert as bytes; equal events are equal bytes.</summary>
    public static byte[] ToBytes(SafeguardEvent told)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, Json))
        {
            Write(json, told);
        }

        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SafeguardEvent told)
    {
        var severity = FindingSeverity.Of(told);
        var headline = Escape(SafeguardText.Headline(told), LongestField);
        var reason = Escape(told.Reason, SafeguardText.LongestReason);
        json.WriteStartObject();
        json.WriteString("text"u8, $"ScrapeGuard: {headline}");
        json.WriteBoolean("mrkdwn"u8, value: false);
        json.WriteStartArray("attachments"u8);
        json.WriteStartObject();
        json.WriteString("fallback"u8, $"{headline}: {reason}");
        json.WriteString("color"u8, severity.Id >= FindingSeverity.Critical.Id ? "danger"u8 : "warning"u8);
        json.WriteString("text"u8, reason);
        json.WriteStartArray("mrkdwn_in"u8);
        json.WriteEndArray();
        json.WriteStartArray("fields"u8);
        WriteFields(json, told, severity);
        json.WriteEndArray();
        json.WriteNumber("ts"u8, told.TimeMicros / MicrosPerSecond);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, SafeguardEvent told, Named severity)
    {
        WriteField(json, "Severity", severity.Caption);
        WriteField(json, "What", told.What);
        WriteField(json, "Account", told.Account);
        WriteField(json, "Campaign", told.Campaign);
        WriteField(json, "Effect", told.Effect is { } kind ? SafeguardText.Effect(kind) : null);
        WriteField(json, "Score", told.Decision?.Score.ToString("0.000", CultureInfo.InvariantCulture));
        WriteField(json, "Case", told.Case);
        WriteField(json, "Event", told.Id);
    }

    private static void WriteField(Utf8JsonWriter json, string title, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("title"u8, title);
        json.WriteString("value"u8, Escape(value, LongestField));
        json.WriteBoolean("short"u8, value: true);
        json.WriteEndObject();
    }

    private static string Escape(string text, int longest) => PlainText.Of(text, longest)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
