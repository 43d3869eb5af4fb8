using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Actions.Commands;

/// <summary>Writes a command as one JSON object; <see cref="CommandReader"/> has the grammar.</summary>
public static class CommandWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object, without a line feed.</summary>
    public static void Write(IBufferWriter<byte> output, OperatorCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("id"u8, command.Id);
        json.WriteString("time"u8, Rfc3339.Format(command.TimeMicros));
        json.WriteString("by"u8, command.By);
        if (command.Role.Length > 0)
        {
            json.WriteString("role"u8, command.Role);
        }

        json.WriteString("command"u8, CommandWords.Of(command.Kind));
        WriteTarget(json, command.Target);
        if (command.UntilMicros is { } until)
        {
            json.WriteString("until"u8, Rfc3339.Format(until));
        }

        if (command.Reason.Length > 0)
        {
            json.WriteString("reason"u8, command.Reason);
        }

        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, CommandTarget target)
    {
        if (target.Scope == CommandScope.All)
        {
            json.WriteBoolean("all"u8, value: true);
        }
        else if (target.Scope != CommandScope.None)
        {
            json.WriteString(CommandRules.Scopes.First(entry => entry.Scope == target.Scope).Member, target.Name);
        }

        if (target.SinceMicros is { } since)
        {
            json.WriteString("since"u8, Rfc3339.Format(since));
        }
    }
}
