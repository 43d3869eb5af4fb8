using System.Text;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// A pattern of requests and the operation that they are.
/// <code>
/// rule    = 1*( "/" piece ) [ "?" param *( "&amp;" param ) ]
/// param   = name "=" piece
/// piece   = text / [ text ] ( "{track}" / "{tracks}" / "{*}" ) [ text ]
/// </code>
/// A segment matches one segment; <c>{*}</c> as the last one matches all that follow, one at least. Parameters stand in
/// any order among others, all that the rule names must be there. A slash at the end does not count. Captured tracks
/// lose their percent encoding (RFC 3986, section 2.1); <c>{tracks}</c> is split at commas first.
/// </summary>
public sealed class PathRule
{
    private readonly PathPiece[] _segments;
    private readonly byte[][] _names;
    private readonly PathPiece[] _values;

    private PathRule(Operation operation, PathPiece[] segments, byte[][] names, PathPiece[] values)
    {
        Operation = operation;
        _segments = segments;
        _names = names;
        _values = values;
    }

    /// <summary>What a request that matches is.</summary>
    public Operation Operation { get; }

    private bool HasTail => _segments.Length > 0 && _segments[^1].Kind == PieceKind.Any;

    /// <summary>Parses a rule. Null, and what is wrong, when the pattern is not of the grammar.</summary>
    public static PathRule? Parse(string pattern, Operation operation, out string problem)
    {
        if (!pattern.StartsWith('/'))
        {
            problem = "must start with '/'";
            return null;
        }

        var mark = pattern.IndexOf('?', StringComparison.Ordinal);
        var path = (mark < 0 ? pattern : pattern[..mark]).Trim('/');
        var segments = new List<PathPiece>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (PathPiece.Parse(segment, out problem) is not { } piece)
            {
                return null;
            }

            segments.Add(piece);
        }

        var names = new List<byte[]>();
        var values = new List<PathPiece>();
        foreach (var parameter in mark < 0 ? [] : pattern[(mark + 1)..].Split('&'))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                problem = $"query parameter '{parameter}' must be name=value";
                return null;
            }

            if (PathPiece.Parse(parameter[(equals + 1)..], out problem) is not { } value)
            {
                return null;
            }

            names.Add(Encoding.UTF8.GetBytes(parameter[..equals]));
            values.Add(value);
        }

        problem = "";
        return new PathRule(operation, [.. segments], [.. names], [.. values]);
    }

    internal bool Matches(ReadOnlySpan<byte> path, ReadOnlySpan<byte> query)
    {
        foreach (var segment in _segments)
        {
            if (!TryNextSegment(ref path, out var text) || !segment.Matches(text))
            {
                return false;
            }
        }

        if (!HasTail && TryNextSegment(ref path, out _))
        {
            return false;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (!TryFindParameter(query, _names[i], out var value) || !_values[i].Matches(value))
            {
                return false;
            }
        }

        return true;
    }

    internal DecodeError AddTracks(ReadOnlySpan<byte> path, ReadOnlySpan<byte> query, ref CapturedEvent assembler)
    {
        var error = DecodeError.None;
        foreach (var segment in _segments)
        {
            TryNextSegment(ref path, out var text);
            error = error == DecodeError.None ? AddTracks(segment, text, ref assembler) : error;
        }

        for (var i = 0; i < _names.Length && error == DecodeError.None; i++)
        {
            TryFindParameter(query, _names[i], out var value);
            error = AddTracks(_values[i], value, ref assembler);
        }

        return error;
    }

    private static DecodeError AddTracks(
        PathPiece piece, scoped ReadOnlySpan<byte> text, ref CapturedEvent assembler) =>
        piece.Kind switch
        {
            PieceKind.Track => TrackText.AddEncoded(piece.Capture(text), ref assembler),
            PieceKind.Tracks => TrackText.AddEncodedList(piece.Capture(text), ref assembler),
            _ => DecodeError.None,
        };

    private static bool TryNextSegment(ref ReadOnlySpan<byte> path, out ReadOnlySpan<byte> segment)
    {
        path = path.TrimStart((byte)'/');
        var end = path.IndexOf((byte)'/');
        segment = end < 0 ? path : path[..end];
        path = path[segment.Length..];
        return !segment.IsEmpty;
    }

    private static bool TryFindParameter(
        ReadOnlySpan<byte> query, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (!query.IsEmpty)
        {
            var end = query.IndexOf((byte)'&');
            var parameter = end < 0 ? query : query[..end];
            if (parameter.Length > name.Length && parameter[name.Length] == '=' && parameter.StartsWith(name))
            {
                value = parameter[(name.Length + 1)..];
                return true;
            }

            query = end < 0 ? default : query[(end + 1)..];
        }

        value = default;
        return false;
    }
}
