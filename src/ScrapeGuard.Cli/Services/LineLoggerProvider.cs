using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Cli.Services;

/// <summary>Writes the log, an entry a line. Any thread may log.</summary>
internal sealed class LineLoggerProvider(TextWriter output, LogFormat format, TimeProvider time) : ILoggerProvider
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _writing = new();

    /// <summary>A factory that logs from <see cref="LogLevel.Information"/> on.</summary>
    public static ILoggerFactory CreateFactory(TextWriter output, LogFormat format, TimeProvider time) =>
        LoggerFactory.Create(logs => logs.SetMinimumLevel(LogLevel.Information)
            .AddProvider(new LineLoggerProvider(output, format, time)));

    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName);

    public void Dispose()
    {
        // The writer is its owner's.
    }

    /// <summary>Writes an entry.</summary>
    public void Write(in LogLine line)
    {
        var micros = UnixMicros.Of(time.GetUtcNow());
        var shownTime = Rfc3339.Format(micros - (micros % 1_000));
        var text = format == LogFormat.Json ? JsonOf(shownTime, line) : PlainOf(shownTime, line);
        lock (_writing)
        {
            output.WriteLine(text);
        }
    }

    private static string PlainOf(string shownTime, in LogLine line)
    {
        var cause = line.Exception is { } e ? $": {e.GetType().Name}: {e.Message}" : "";
        return $"{shownTime} {ShortName(line.Level),-8} {TerminalText.Of(line.Message + cause)}";
    }

    private static string ShortName(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => NameOf(level),
    };

    private static string NameOf(LogLevel level) => level.ToString().ToLowerInvariant();

    private static string JsonOf(string shownTime, in LogLine line)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, shownTime);
            json.WriteString("level"u8, NameOf(line.Level));
            json.WriteString("category"u8, line.Category);
            json.WriteNumber("event"u8, line.Event.Id);
            json.WriteString("message"u8, line.Message);
            if (line.Fields.Count > 0)
            {
                json.WriteStartObject("fields"u8);
                foreach (var (name, value) in line.Fields)
                {
                    WriteField(json, name, value);
                }

                json.WriteEndObject();
            }

            if (line.Exception is not null)
            {
                json.WriteString("exception"u8, line.Exception.ToString());
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteField(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int or long or short or byte:
                json.WriteNumber(name, Convert.ToInt64(value));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, value.ToString());
                break;
        }
    }
}
