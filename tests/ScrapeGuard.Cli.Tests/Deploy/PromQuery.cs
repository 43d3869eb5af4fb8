using System.Text.RegularExpressions;

namespace ScrapeGuard.Cli.Tests.Deploy;

/// <summary>
/// What a PromQL expression asks for: selectors with their matchers, and labels that it groups or joins by. Enough of
/// the grammar for that; whether the whole is right is promtool's to say.
/// </summary>
internal sealed partial class PromQuery
{
    private static readonly HashSet<string> Grouping = ["by", "without", "on", "ignoring", "group_left", "group_right"];
    private static readonly HashSet<string> Words = ["and", "or", "unless", "bool", "offset", "inf", "nan"];

    private readonly List<string> _tokens;

    public PromQuery(string expression)
    {
        var plain = Variable().Replace(Comment().Replace(expression, ""), "5m");
        _tokens = [.. Token().Matches(plain).Select(match => match.Value).Where(t => !string.IsNullOrWhiteSpace(t))];
        string.Concat(_tokens).Should().Be(Blank().Replace(plain, ""), "every character belongs to a token");
        Read();
    }

    public List<Selector> Selectors { get; } = [];

    public List<string> GroupLabels { get; } = [];

    private void Read()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            var token = _tokens[i];
            var next = i + 1 < _tokens.Count ? _tokens[i + 1] : "";
            if (!Name().IsMatch(token) || Words.Contains(token))
            {
                continue;
            }

            if (Grouping.Contains(token))
            {
                i = next == "(" ? ReadGroup(i + 2) : i;
            }
            else if (next == "{")
            {
                i = ReadMatchers(token, i + 2);
            }
            else if (next != "(" && !IsAggregation(i))
            {
                Selectors.Add(new Selector(token, []));
            }
        }
    }

    // sum by (x) (...): the name of an aggregation may be parted from its bracket.
    private bool IsAggregation(int at) => at + 1 < _tokens.Count && _tokens[at + 1] is "by" or "without";

    private int ReadGroup(int at)
    {
        for (; _tokens[at] != ")"; at++)
        {
            if (_tokens[at] != ",")
            {
                GroupLabels.Add(_tokens[at]);
            }
        }

        return at;
    }

    private int ReadMatchers(string name, int at)
    {
        var matchers = new List<Matcher>();
        for (; _tokens[at] != "}"; at++)
        {
            if (_tokens[at] != ",")
            {
                matchers.Add(new Matcher(_tokens[at], _tokens[at + 1], _tokens[at + 2].Trim('"')));
                at += 2;
            }
        }

        Selectors.Add(new Selector(name, matchers));
        return at;
    }

    [GeneratedRegex(@"#[^\n]*")]
    private static partial Regex Comment();

    // Grafana's own: $__rate_interval, ${x}; not those within quotes.
    [GeneratedRegex(@"\$__\w+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\s(?=(?:[^""]*""[^""]*"")*[^""]*$)")]
    private static partial Regex Blank();

    // Texts, numbers and durations, names, operators.
    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""|\d+(?:\.\d+)?(?:ms|[smhdwy])?|[a-zA-Z_][a-zA-Z0-9_:]*"
        + @"|=~|!~|!=|==|>=|<=|[-+*/%^(){}\[\],<>=:@]|\s+")]
    private static partial Regex Token();

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_:]*$")]
    private static partial Regex Name();

    public sealed record Selector(string Metric, IReadOnlyList<Matcher> Matchers);

    public sealed record Matcher(string Label, string Operator, string Value);
}
