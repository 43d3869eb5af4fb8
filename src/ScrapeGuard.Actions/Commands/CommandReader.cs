using System.Text;
using System.Text.Json;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Actions.Commands;

/// <summary>
/// Reads a command as <see cref="CommandWriter"/> writes it:
/// <code>
/// {"id","time","by","role","command","account"|"effect"|"cohort"|"campaign"|"all":true,"since","until","reason"}
/// </code>
/// Members that are not known are refused: a mistyped <c>since</c> must not become a restore of everybody.
/// </summary>
public static class CommandReader
{
    private static readonly string[] Members =
        ["id", "time", "by", "role", "command", "account", "effect", "cohort", "campaign", "all", "since", "until",
            "reason"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>Reads one object.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="command">The command; null when it is none.</param>
    /// <returns>What is wrong, in a line; null when nothing is.</returns>
    public static string? Read(ReadOnlySpan<byte> json, out OperatorCommand? command)
    {
        command = null;
        if (json.Length > CommandLimits.MaxBytes)
        {
            return $"it has {json.Length} bytes; at most {CommandLimits.MaxBytes} are read";
        }

        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, out command)
                : "it is no JSON object";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is of a text that is no UTF-16: half of a surrogate pair.
            return "it is no JSON, or has a member twice";
        }
    }

    private static string? Read(JsonElement root, out OperatorCommand? command)
    {
        command = null;
        foreach (var member in root.EnumerateObject())
        {
            if (Array.IndexOf(Members, member.Name) < 0)
            {
                return $"a member is none of {string.Join(", ", Members)}";
            }
        }

        if (Line(root, "id") is not { } id)
        {
            return $"id must be a text of 1 to {CommandLimits.MaxNameBytes} bytes on one line";
        }

        if (Line(root, "by") is not { } by)
        {
            return $"by must be the person: a text of 1 to {CommandLimits.MaxNameBytes} bytes on one line";
        }

        var role = root.TryGetProperty("role", out _) ? Line(root, "role") : "";
        if (role is null)
        {
            return $"role must be a text of 1 to {CommandLimits.MaxNameBytes} bytes on one line";
        }

        if (!CommandWords.TryParse(Text(root, "command"), out var kind))
        {
            return $"command must be one of {string.Join(", ", CommandWords.All)}";
        }

        if (!TryTime(root, "time", out var time) || time is null)
        {
            return "time must be a time of RFC 3339";
        }

        if (!TryTime(root, "since", out var since) || !TryTime(root, "until", out var until))
        {
            return "since and until must be times of RFC 3339";
        }

        var reason = root.TryGetProperty("reason", out _) ? Text(root, "reason") : "";
        if (reason is null || reason.Length > CommandLimits.MaxReasonChars
            || reason.Contains('\0', StringComparison.Ordinal))
        {
            return $"reason must be a text of up to {CommandLimits.MaxReasonChars} characters";
        }

        if (Target(root, since, out var target) is { } error)
        {
            return error;
        }

        command = new OperatorCommand
        {
            Id = id,
            By = by,
            Role = role,
            Kind = kind,
            TimeMicros = time.Value,
            Target = target,
            Reason = reason,
            UntilMicros = until,
        };
        var wrong = CommandRules.Check(command);
        command = wrong is null ? command : null;
        return wrong;
    }

    private static string? Target(JsonElement root, long? since, out CommandTarget target)
    {
        target = CommandTarget.None with { SinceMicros = since };
        var found = 0;
        foreach (var (member, scope) in CommandRules.Scopes)
        {
            if (!root.TryGetProperty(member, out var value))
            {
                continue;
            }

            var name = scope == CommandScope.All && value.ValueKind == JsonValueKind.True ? "" : Name(root, member);
            if (name is null || (scope == CommandScope.All && name.Length > 0))
            {
                return scope == CommandScope.All
                    ? "all must be true"
                    : $"{member} must be a text of 1 to {CommandLimits.MaxNameBytes} bytes";
            }

            target = new CommandTarget(scope, name, since);
            found++;
        }

        return found > 1 ? "only one of account, effect, cohort, campaign and all may stand" : null;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Name(JsonElement root, string name) =>
        Text(root, name) is { Length: > 0 } text && Encoding.UTF8.GetByteCount(text) <= CommandLimits.MaxNameBytes
            && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : null;

    // It stands in logs and lists: nothing that moves a cursor. An account may have any name.
    private static string? Line(JsonElement root, string name) =>
        Name(root, name) is { } text && !text.Any(char.IsControl) ? text : null;

    private static bool TryTime(JsonElement root, string name, out long? micros)
    {
        micros = null;
        if (!root.TryGetProperty(name, out _))
        {
            return true;
        }

        if (Text(root, name) is not { } text || !Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var read))
        {
            return false;
        }

        micros = read;
        return true;
    }
}
