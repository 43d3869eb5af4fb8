using System.Text.RegularExpressions;

namespace ScrapeGuard.Architecture.Tests.Sources;

/// <summary>
/// Rules of the house that no analyzer holds. Each takes a path relative to the root and the lines of the file, and
/// says what is wrong with it, one line an offence.
/// </summary>
internal static partial class SourceRules
{
    public const int LinesPerFile = 400;
    public const int CharactersPerLine = 120;
    private const int HeadLines = 5;

    private static readonly HashSet<string> EmptyNames =
        new(["Helpers", "Managers", "Utils", "Common"], StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Length(string path, string[] lines)
    {
        if (lines.Length > LinesPerFile && !lines.Take(HeadLines).Any(l => LongBecause().IsMatch(l)))
        {
            yield return $"{path} has {lines.Length} lines, more than {LinesPerFile}: split it, or say in one of its "
                + $"first {HeadLines} lines // Long because: why";
        }
    }

    public static IEnumerable<string> Width(string path, string[] lines) =>
        lines.Index()
            .Where(l => l.Item.Length > CharactersPerLine)
            .Select(l => $"{path}({l.Index + 1}) is {l.Item.Length} wide, more than {CharactersPerLine}");

    /// <summary>A folder is a feature: these names say nothing of what is inside.</summary>
    public static IEnumerable<string> Names(string path, string[] lines)
    {
        var folders = path.Split('/')[..^1].SelectMany(segment => segment.Split('.'));
        var namespaces = lines
            .Select(l => Namespace().Match(l))
            .Where(m => m.Success)
            .SelectMany(m => m.Groups[1].Value.Split('.'));
        return folders.Concat(namespaces)
            .Where(EmptyNames.Contains)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => $"{path} is in {name}: name the feature instead");
    }

    /// <summary>Each suppression says why, on its own line or in the comment above it.</summary>
    public static IEnumerable<string> Suppressions(string path, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var reasoned = Comment().IsMatch(lines[i]) || (i > 0 && LineComment().IsMatch(lines[i - 1]));
            if (Suppression().IsMatch(lines[i]) && !reasoned)
            {
                yield return $"{path}({i + 1}) suppresses without a reason: {lines[i].Trim()}";
            }
        }
    }

    [GeneratedRegex(@"^\s*// Long because: \S")]
    private static partial Regex LongBecause();

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*#\s*pragma\s+warning\s+disable\b|^\s*\[[^""]*\bSuppressMessage(Attribute)?\(")]
    private static partial Regex Suppression();

    [GeneratedRegex(@"//\s*\S|\bJustification\s*=\s*""[^""]")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*//\s*\S")]
    private static partial Regex LineComment();
}
