using System.Buffers;
using System.Text.Json;

namespace ScrapeGuard.AccountService.Templates;

/// <summary>
/// A JSON document whose strings are templates. The document is read once and written anew for each call, so that a
/// value can never end its string. A member that is one placeholder without a value is left out.
/// </summary>
internal sealed class JsonTemplate
{
    private const int MaxDepth = 16;

    private readonly Node _root;

    private JsonTemplate(Node root) => _root = root;

    /// <summary>The placeholders that it names.</summary>
    public IEnumerable<Placeholder> Placeholders => _root.Placeholders;

    /// <summary>Null, with the mistake told, when the text is no such document.</summary>
    public static JsonTemplate? Parse(string text, out string mistake)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var root = Node.Of(document.RootElement, out mistake);
            return root is null ? null : new JsonTemplate(root);
        }
        catch (JsonException exception)
        {
            mistake = $"is no JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            return null;
        }
    }

    /// <summary>The document with values, in UTF-8.</summary>
    public ReadOnlyMemory<byte> Render(in TemplateValues values)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            _root.Write(json, values);
        }

        return bytes.WrittenMemory;
    }

    /// <summary>One value of the document.</summary>
    private sealed record Node
    {
        private JsonValueKind Kind { get; init; }

        private string Raw { get; init; } = "";

        private TextTemplate? Text { get; init; }

        private List<(string Name, Node Value)> Members { get; } = [];

        public IEnumerable<Placeholder> Placeholders =>
            (Text?.Placeholders ?? []).Concat(Members.SelectMany(member => member.Value.Placeholders));

        public static Node? Of(JsonElement element, out string mistake)
        {
            mistake = "";
            if (element.ValueKind == JsonValueKind.String)
            {
                var text = TextTemplate.Parse(element.GetString()!, out mistake);
                return text is null ? null : new Node { Kind = element.ValueKind, Text = text };
            }

            var node = new Node { Kind = element.ValueKind, Raw = element.GetRawText() };
            var children = element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().Select(member => (member.Name, member.Value)),
                JsonValueKind.Array => element.EnumerateArray().Select(item => ("", item)),
                _ => [],
            };
            foreach (var (name, value) in children)
            {
                if (name.AsSpan().ContainsAny('{', '}'))
                {
                    mistake = $"the name '{name}' has a brace: placeholders stand in values only";
                    return null;
                }

                if (Of(value, out mistake) is not { } child)
                {
                    return null;
                }

                node.Members.Add((name, child));
            }

            return node;
        }

        public void Write(Utf8JsonWriter json, in TemplateValues values)
        {
            switch (Kind)
            {
                case JsonValueKind.Object:
                    json.WriteStartObject();
                    foreach (var (name, value) in Members.Where(IsGiven(values)))
                    {
                        json.WritePropertyName(name);
                        value.Write(json, values);
                    }

                    json.WriteEndObject();
                    break;
                case JsonValueKind.Array:
                    json.WriteStartArray();
                    foreach (var (_, value) in Members.Where(IsGiven(values)))
                    {
                        value.Write(json, values);
                    }

                    json.WriteEndArray();
                    break;
                case JsonValueKind.String when Text!.Alone == Placeholder.UntilSeconds && values.UntilSeconds is { } at:
                    json.WriteNumberValue(at);
                    break;
                case JsonValueKind.String:
                    json.WriteStringValue(Text!.Render(values, static value => value));
                    break;
                default:
                    json.WriteRawValue(Raw);
                    break;
            }
        }

        private static Func<(string Name, Node Value), bool> IsGiven(TemplateValues values) => member =>
            member.Value.Text?.Alone is not { } alone || alone == Placeholder.None || values.Of(alone) is not null;
    }
}
