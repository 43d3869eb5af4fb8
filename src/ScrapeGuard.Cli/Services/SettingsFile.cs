using System.Text;
using System.Text.Json;

namespace ScrapeGuard.Cli.Services;

/// <summary>
/// Settings from JSON: objects are sections, comments and trailing commas are taken, null counts as not given. Keys may
/// be nested or written with colons.
/// </summary>
internal sealed class SettingsFile
{
    private static readonly JsonReaderOptions Syntax = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly List<SettingEntry> _entries = [];
    private readonly byte[] _text;
    private readonly string _name;
    private readonly List<string> _errors;

    private SettingsFile(string text, string name, List<string> errors)
    {
        _text = Encoding.UTF8.GetBytes(text);
        _name = name;
        _errors = errors;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="name">What mistakes call the file.</param>
    /// <param name="errors">Receives a line a mistake, with line and column.</param>
    public static IReadOnlyList<SettingEntry> Read(string text, string name, List<string> errors)
    {
        var file = new SettingsFile(text, name, errors);
        var reader = new Utf8JsonReader(file._text, Syntax);
        try
        {
            if (reader.Read() && reader.TokenType != JsonTokenType.StartObject)
            {
                errors.Add($"{file.PlaceOf(reader.TokenStartIndex)}: must be an object: {{\"Kafka\": {{...}}, ...}}");
                return [];
            }

            file.ReadObject(ref reader, "");
            // Reading on to the end finds what follows the object.
            reader.Read();
        }
        catch (JsonException exception)
        {
            errors.Add($"{file.PlaceOf(exception)}: is not valid JSON: {Cause(exception)}");
        }
        catch (InvalidOperationException)
        {
            errors.Add($"{file.PlaceOf(reader.TokenStartIndex)}: is not valid JSON: half of a surrogate pair");
        }

        return file._entries;
    }

    /// <summary>
    /// What the parser says without its own way of telling the place, and without the text at fault, which may be a
    /// secret that lacks its quotes.
    /// </summary>
    private static string Cause(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = end < 0 ? exception.Message : exception.Message[..end];
        return text.Contains("literal", StringComparison.Ordinal) ? "what stands here lacks quotes" : text;
    }

    private void ReadObject(ref Utf8JsonReader reader, string section)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var place = PlaceOf(reader.TokenStartIndex);
            var key = section + reader.GetString();
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    ReadObject(ref reader, key + ":");
                    break;
                case JsonTokenType.StartArray:
                    _errors.Add($"{place}: {key}: must be one value, not a list");
                    reader.Skip();
                    break;
                case JsonTokenType.Null:
                    break;
                case JsonTokenType.String:
                    Add(key, reader.GetString()!, place);
                    break;
                default:
                    Add(key, Encoding.UTF8.GetString(reader.ValueSpan), place);
                    break;
            }
        }
    }

    private void Add(string key, string value, string place) =>
        _entries.Add(new SettingEntry(key, value, new SettingOrigin(SettingSource.File, place)));

    private string PlaceOf(JsonException exception)
    {
        var start = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            start += _text.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        return PlaceOf(start + (exception.BytePositionInLine ?? 0));
    }

    /// <summary>File, line and column, both from 1, the column in characters.</summary>
    private string PlaceOf(long index)
    {
        var before = _text.AsSpan(0, (int)Math.Min(index, _text.Length));
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return $"{_name}:{before.Count((byte)'\n') + 1}:{Encoding.UTF8.GetCharCount(before[lineStart..]) + 1}";
    }
}
