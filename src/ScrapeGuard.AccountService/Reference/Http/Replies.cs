using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScrapeGuard.AccountService.Templates;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.AccountService.Reference.Http;

/// <summary>Writes what the reference service answers.</summary>
internal static class Replies
{
    /// <summary>A document.</summary>
    public static async Task WriteAsync(
        HttpContext context, int status, Action<Utf8JsonWriter> write, string type = "application/json")
    {
        var bytes = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.WrittenCount;
        await context.Response.Body.WriteAsync(bytes.WrittenMemory, context.RequestAborted);
    }

    /// <summary>What is wrong (RFC 9457).</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="title">In a line.</param>
    /// <param name="state">What is known of the effect that was asked about; null: nothing was asked.</param>
    public static Task ProblemAsync(HttpContext context, int status, string title, string? state = null) =>
        WriteAsync(
            context,
            status,
            json =>
            {
                json.WriteString("title", title);
                json.WriteNumber("status", status);
                if (state is not null)
                {
                    json.WriteString("state", state);
                }
            },
            "application/problem+json");

    /// <summary>Come again later.</summary>
    public static Task LaterAsync(HttpContext context, int status, int seconds, string title)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ProblemAsync(context, status, title);
    }

    /// <summary>What was done.</summary>
    public static void WriteEffect(Utf8JsonWriter json, CarriedOut done)
    {
        json.WriteString("key", done.Call.IdempotencyKey);
        json.WriteString("account", done.Call.Account);
        json.WriteString("kind", EffectWords.Of(done.Call.Kind));
        json.WriteString("state", "done");
        json.WriteString("time", Rfc3339.Format(done.TimeMicros));
    }

    public static void WriteOptional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    public static void WriteTime(Utf8JsonWriter json, string name, long? micros) =>
        WriteOptional(json, name, micros is { } time ? Rfc3339.Format(time) : null);
}
