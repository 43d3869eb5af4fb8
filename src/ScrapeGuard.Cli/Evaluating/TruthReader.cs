using System.Text.Json;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Reads labels: NDJSON, gzip or not, an account a line.</summary>
internal static class TruthReader
{
    /// <summary>
    /// Reads all labels; mistakes go to <paramref name="errors"/>, each with file, line, key and value.
    /// </summary>
    public static List<LabelledAccount> Read(Stream stream, string name, List<string> errors)
    {
        var labels = new List<LabelledAccount>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var mistakes = LabelLines.Read(stream, name, line =>
        {
            var label = ReadLine(line, out var mistake);
            if (label is not null && !known.Add(label.Account))
            {
                mistake = $"account '{label.Account}': is labelled twice";
            }

            if (mistake is null)
            {
                labels.Add(label!);
            }

            return mistake;
        });
        if (mistakes.Count == 0 && labels.Count == 0)
        {
            mistakes.Add($"{name}: has no account");
        }

        errors.AddRange(mistakes);
        return labels;
    }

    private static LabelledAccount? ReadLine(ReadOnlyMemory<byte> text, out string? mistake)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            if (line.ValueKind != JsonValueKind.Object)
            {
                mistake = "is no JSON object";
                return null;
            }

            var account = Text(line, "account", out mistake);
            var kind = mistake is null ? Text(line, "kind", out mistake) : "";
            var label = mistake is null ? Text(line, "label", out mistake) : "";
            if (mistake is null && label is not (LabelledAccount.Person or LabelledAccount.Scraper))
            {
                mistake = $"label '{label}': must be {LabelledAccount.Person} or {LabelledAccount.Scraper}";
            }

            var tracks = mistake is null ? Number(line, "tracks", out mistake) : 0;
            var audioTracks = mistake is null ? Number(line, "audioTracks", out mistake) : 0;
            return mistake is null ? new LabelledAccount(account, label, kind, tracks, audioTracks) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A text of broken UTF-8 or half a surrogate pair is the second.
            mistake = "is no JSON object";
            return null;
        }
    }

    private static string Text(JsonElement line, string key, out string? mistake)
    {
        if (!line.TryGetProperty(key, out var value))
        {
            mistake = $"{key}: is missing";
            return "";
        }

        mistake = value is { ValueKind: JsonValueKind.String } && value.GetString() is { Length: > 0 }
            ? null
            : $"{key} '{value.GetRawText()}': must be a text";
        return mistake is null ? value.GetString()! : "";
    }

    private static long Number(JsonElement line, string key, out string? mistake)
    {
        var number = 0L;
        mistake = !line.TryGetProperty(key, out var value) ? $"{key}: is missing"
            : value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out number) || number < 0
                ? $"{key} '{value.GetRawText()}': must be a whole number from 0"
            : null;
        return number;
    }
}
