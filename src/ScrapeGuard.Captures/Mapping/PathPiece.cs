using System.Text;

namespace ScrapeGuard.Captures;

/// <summary>What a piece of a path rule takes from a request.</summary>
internal enum PieceKind
{
    /// <summary>The text itself must stand there.</summary>
    Literal,

    /// <summary><c>{track}</c>: one track.</summary>
    Track,

    /// <summary><c>{tracks}</c>: tracks with commas between them.</summary>
    Tracks,

    /// <summary><c>{*}</c>: anything.</summary>
    Any,
}

/// <summary>
/// One segment of a path rule, or the value of one of its query parameters: <c>prefix{kind}suffix</c>.
/// </summary>
internal sealed class PathPiece
{
    private readonly byte[] _prefix;
    private readonly byte[] _suffix;

    private PathPiece(PieceKind kind, string prefix, string suffix)
    {
        Kind = kind;
        _prefix = Encoding.UTF8.GetBytes(prefix);
        _suffix = Encoding.UTF8.GetBytes(suffix);
    }

    public PieceKind Kind { get; }

    /// <summary>Parses a piece. Null, and what is wrong, when its braces are not one of the known words.</summary>
    public static PathPiece? Parse(string text, out string problem)
    {
        problem = "";
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var close = text.IndexOf('}', StringComparison.Ordinal);
        if (open < 0 && close < 0)
        {
            return new PathPiece(PieceKind.Literal, text, "");
        }

        if (open < 0 || close < open || text.LastIndexOf('{') != open || text.LastIndexOf('}') != close)
        {
            problem = $"'{text}' must have one pair of braces at most";
            return null;
        }

        PieceKind? kind = text[(open + 1)..close] switch
        {
            "track" => PieceKind.Track,
            "tracks" => PieceKind.Tracks,
            "*" => PieceKind.Any,
            _ => null,
        };
        if (kind is null)
        {
            problem = $"'{text[open..(close + 1)]}' is none of {{track}}, {{tracks}}, {{*}}";
            return null;
        }

        return new PathPiece(kind.Value, text[..open], text[(close + 1)..]);
    }

    /// <summary>True when the text has the piece's shape; what is captured is not empty.</summary>
    public bool Matches(ReadOnlySpan<byte> text) => Kind == PieceKind.Literal
        ? text.SequenceEqual(_prefix)
        : text.Length > _prefix.Length + _suffix.Length && text.StartsWith(_prefix) && text.EndsWith(_suffix);

    /// <summary>What stands in the place of the braces, in a text that matches.</summary>
    public ReadOnlySpan<byte> Capture(ReadOnlySpan<byte> text) => text[_prefix.Length..^_suffix.Length];
}
