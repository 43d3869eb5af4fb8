using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// Rules that read an event's operation and tracks from the path of its request; the first that matches counts.
/// </summary>
public sealed class PathRules
{
    /// <summary>No rules.</summary>
    public static readonly PathRules None = new([]);

    /// <summary>Statuses from here on say that nothing was served, so the path's tracks do not count.</summary>
    internal const int FirstErrorStatus = 400;

    private readonly PathRule[] _rules;

    /// <param name="rules">The rules in order.</param>
    public PathRules(IEnumerable<PathRule> rules) => _rules = [.. rules];

    /// <summary>The number of rules.</summary>
    public int Count => _rules.Length;

    /// <summary>The path of a target, without scheme, host, query string and fragment.</summary>
    internal static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> target)
    {
        var path = WithoutHost(target);
        var end = path.IndexOfAny((byte)'?', (byte)'#');
        return end < 0 ? path : path[..end];
    }

    /// <summary>
    /// Sets operation and tracks of an event; <see cref="Operation.Other"/> and none when no rule matches.
    /// </summary>
    internal DecodeError Apply(ReadOnlySpan<byte> target, int status, ref CapturedEvent assembler)
    {
        if (!TryFind(target, out var rule))
        {
            assembler.SetOperation(Operation.Other);
            return DecodeError.None;
        }

        assembler.SetOperation(rule.Operation);
        return status < FirstErrorStatus ? AddTracks(rule, target, ref assembler) : DecodeError.None;
    }

    /// <summary>Finds the first rule that matches.</summary>
    internal bool TryFind(ReadOnlySpan<byte> target, out PathRule rule)
    {
        var (path, query) = Split(target);
        foreach (var candidate in _rules)
        {
            if (candidate.Matches(path, query))
            {
                rule = candidate;
                return true;
            }
        }

        rule = null!;
        return false;
    }

    /// <summary>Adds the tracks that a rule, which matches, finds in a target.</summary>
    internal static DecodeError AddTracks(PathRule rule, ReadOnlySpan<byte> target, ref CapturedEvent assembler)
    {
        var parts = Split(target);
        return rule.AddTracks(parts.Path, parts.Query, ref assembler);
    }

    private static TargetParts Split(ReadOnlySpan<byte> target)
    {
        var path = PathOf(target);
        var rest = WithoutHost(target)[path.Length..];
        var fragment = rest.IndexOf((byte)'#');
        rest = fragment < 0 ? rest : rest[..fragment];
        return new TargetParts { Path = path, Query = rest.IsEmpty ? rest : rest[1..] };
    }

    private static ReadOnlySpan<byte> WithoutHost(ReadOnlySpan<byte> target)
    {
        var scheme = target.StartsWith("http://"u8) ? 7 : target.StartsWith("https://"u8) ? 8 : 0;
        if (scheme == 0)
        {
            return target;
        }

        var slash = target[scheme..].IndexOf((byte)'/');
        return slash < 0 ? "/"u8 : target[(scheme + slash)..];
    }

    private ref struct TargetParts
    {
        public ReadOnlySpan<byte> Path;
        public ReadOnlySpan<byte> Query;

        public readonly void Deconstruct(out ReadOnlySpan<byte> path, out ReadOnlySpan<byte> query)
        {
            path = Path;
            query = Query;
        }
    }
}
