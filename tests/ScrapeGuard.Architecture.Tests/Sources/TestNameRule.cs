using System.Text.RegularExpressions;

namespace ScrapeGuard.Architecture.Tests.Sources;

/// <summary>Every test method is named Method_Condition_Expectation.</summary>
internal static partial class TestNameRule
{
    public static IEnumerable<string> Check(string path, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            // Of several attributes on one method only the last one is followed by the method.
            if (!TestAttribute().IsMatch(lines[i]) || NextMethod(lines, i) is not { } found)
            {
                continue;
            }

            if (!ThreePartName().IsMatch(found.Name))
            {
                yield return $"{path}({found.Line + 1}) {found.Name} is not Method_Condition_Expectation";
            }

            i = found.Line;
        }
    }

    private static (string Name, int Line)? NextMethod(string[] lines, int start)
    {
        for (var i = start; i < lines.Length; i++)
        {
            var match = Method().Match(lines[i]);
            if (match.Success)
            {
                return (match.Groups[1].Value, i);
            }
        }

        return null;
    }

    [GeneratedRegex(@"^\s*\[([^""]*,\s*)?(Test|TestCase|TestCaseSource|Theory|Property)\b")]
    private static partial Regex TestAttribute();

    // Attributes may stand before the method on its line, with strings that hold anything.
    [GeneratedRegex(
        @"^\s*(?:\[(?:[^""\]]|""[^""]*"")*\]\s*)*"
        + @"(?:public|internal|protected|private)\s[^=(""]*?(\w+)\s*(?:<[^<>]*>)?\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*_[A-Z0-9][A-Za-z0-9]*_[A-Z0-9][A-Za-z0-9]*$")]
    private static partial Regex ThreePartName();
}
