using System.Collections.Immutable;
using System.Text;

namespace ScrapeGuard.AccountService.Templates;

/// <summary>
/// A text with placeholders. Grammar:
/// <code>template = *( text | "{{" | "}}" | "{" name "}" )</code>
/// A doubled brace is a brace. What is put in never passes unescaped: whoever renders says how it is written.
/// </summary>
internal sealed class TextTemplate
{
    private static readonly Dictionary<string, Placeholder> Names = new(StringComparer.Ordinal)
    {
        ["account"] = Placeholder.Account,
        ["key"] = Placeholder.Key,
        ["kind"] = Placeholder.Kind,
        ["reason"] = Placeholder.Reason,
        ["until"] = Placeholder.Until,
        ["untilSeconds"] = Placeholder.UntilSeconds,
        ["campaign"] = Placeholder.Campaign,
    };

    private readonly ImmutableArray<Piece> _pieces;

    private TextTemplate(ImmutableArray<Piece> pieces) => _pieces = pieces;

    /// <summary>The placeholders that it names.</summary>
    public IEnumerable<Placeholder> Placeholders =>
        _pieces.Where(piece => piece.Placeholder != Placeholder.None).Select(piece => piece.Placeholder);

    /// <summary>
    /// The placeholder that is all there is; <see cref="Placeholder.None"/> when there is more, or none.
    /// </summary>
    public Placeholder Alone => _pieces is [var only] ? only.Placeholder : Placeholder.None;

    /// <summary>The text before the first placeholder.</summary>
    public string Head => _pieces is [{ Placeholder: Placeholder.None } first, ..] ? first.Text : "";

    /// <summary>Null, with the mistake told, when the text is no template.</summary>
    public static TextTemplate? Parse(string text, out string mistake)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var plain = new StringBuilder();
        mistake = "";
        for (var i = 0; i < text.Length; i++)
        {
            var isDoubled = i + 1 < text.Length && text[i + 1] == text[i];
            if (text[i] is not ('{' or '}') || isDoubled)
            {
                plain.Append(text[i]);
                i += isDoubled && text[i] is '{' or '}' ? 1 : 0;
                continue;
            }

            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                mistake = "a brace stands alone: write {{ or }} for a brace that is meant as one";
                return null;
            }

            var name = text[(i + 1)..end];
            if (!Names.TryGetValue(name, out var placeholder))
            {
                mistake = $"{{{name}}} is no placeholder: they are {string.Join(", ", Names.Keys)}";
                return null;
            }

            AddPlain(pieces, plain);
            pieces.Add(new Piece("", placeholder));
            i = end;
        }

        AddPlain(pieces, plain);
        return new TextTemplate(pieces.ToImmutable());
    }

    /// <summary>The text with values; what has none is left out.</summary>
    /// <param name="values">The values.</param>
    /// <param name="escape">How a value is written where the template stands.</param>
    public string Render(in TemplateValues values, Func<string, string> escape)
    {
        var text = new StringBuilder();
        foreach (var piece in _pieces)
        {
            text.Append(piece.Placeholder == Placeholder.None
                ? piece.Text
                : values.Of(piece.Placeholder) is { } value ? escape(value) : "");
        }

        return text.ToString();
    }

    private static void AddPlain(ImmutableArray<Piece>.Builder pieces, StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            pieces.Add(new Piece(plain.ToString(), Placeholder.None));
            plain.Clear();
        }
    }

    private readonly record struct Piece(string Text, Placeholder Placeholder);
}
