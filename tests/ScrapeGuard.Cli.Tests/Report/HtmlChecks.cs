using System.Text.RegularExpressions;
using ScrapeGuard.Cli.Report;

namespace ScrapeGuard.Cli.Tests.Report;

/// <summary>What holds of every report.</summary>
internal static partial class HtmlChecks
{
    private static readonly HashSet<string> Void = ["meta", "!doctype", "br", "path", "rect"];

    private static readonly HashSet<string> Known =
    [
        "html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "footer", "section", "p", "h1",
            "h2", "h3",
        "dl", "dt", "dd", "div", "span", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td",
            "details", "summary",
        "figure", "figcaption", "svg", "path", "rect", "b", "i", "bdi", "small", "strong", "code", "pre", "time",
            "!doctype",
    ];

    public static string Written(ReplayReport report)
    {
        using var output = new StringWriter();
        HtmlReportWriter.Write(output, report);
        var html = output.ToString();
        ShouldBeWhole(html);
        return html;
    }

    /// <summary>
    /// Every element is one that the report knows, and is closed in order; nothing is asked of a network.
    /// </summary>
    public static void ShouldBeWhole(string html)
    {
        html.Should().NotContain("://").And.NotContain("<script").And.NotContain("url(").And.NotContain("@import");
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(html))
        {
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            Known.Should().Contain(name);
            if (tag.Groups["close"].Length > 0 && !tag.Value.EndsWith("/>", StringComparison.Ordinal))
            {
                open.Pop().Should()
                    .Be(name, "elements close in order, near {0}", html.Substring(Math.Max(0, tag.Index - 80), 80));
            }
            else if (!tag.Value.EndsWith("/>", StringComparison.Ordinal)
                && (!Void.Contains(name) || FollowedByTitle(html, tag)))
            {
                open.Push(name);
            }
        }

        open.Should().BeEmpty();
    }

    private static bool FollowedByTitle(string html, Match tag) =>
        html.AsSpan(tag.Index + tag.Length).StartsWith("<title>", StringComparison.Ordinal);

    [GeneratedRegex("<(?<close>/?)(?<name>[a-zA-Z!][a-zA-Z0-9]*)(?:[^<>\"]|\"[^\"<>]*\")*>",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Tag();
}
