using System.Globalization;
using System.Text;

namespace ScrapeGuard.Cli.Policies;

/// <summary>Reads single values. Each gives null when it reported an error, so that reading goes on.</summary>
internal sealed class PolicyValues(PolicyErrors errors)
{
    private const NumberStyles DecimalStyle =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private const char Replacement = '\uFFFD';

    /// <summary>What stands there, as the begin of a sentence.</summary>
    public static string Describe(PolicyNode node) => node switch
    {
        ListNode => "a list stands here",
        MapNode => "keys with values stand here",
        ScalarNode { IsNothing: true } => "no value is given",
        ScalarNode { IsPlain: false } text => $"'{ShownText.Of(text.Text)}' is text in quotes",
        ScalarNode text => $"{ShownText.Of(text.Text)} stands here",
        _ => "",
    };

    public static string ShownValue(PolicyNode node) =>
        node is ScalarNode { IsNothing: false } text ? ShownText.Of(text.Text) : "";

    public double? Number(PolicyNode node, string path, double min, double max)
    {
        var allowed = $"it must be {Shown(min)} to {Shown(max)}";
        if (Plain(node, path, allowed) is not { } text)
        {
            return null;
        }

        // TryParse takes NaN and Infinity whatever the style.
        if (!double.TryParse(text.Text, DecimalStyle, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            return Reject<double>(text, path, $"is not a number; {allowed}");
        }

        return InRange(text, path, number, min, max, allowed) ? number : null;
    }

    public int? Count(PolicyNode node, string path, int min, int max)
    {
        var allowed = $"it must be a whole number, {Shown(min)} to {Shown(max)}";
        if (Plain(node, path, allowed) is not { } text)
        {
            return null;
        }

        if (!Int128.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return Reject<int>(text, path, $"is not a whole number; {allowed}");
        }

        return InRange(text, path, (double)number, min, max, allowed) ? (int)number : null;
    }

    public TimeSpan? Duration(PolicyNode node, string path, TimeSpan max)
    {
        var allowed = $"it must be 0s to {DurationText.Format(max)}, written as 60s, 5m, 24h, 7d or 01:30:00";
        if (Text(node, path, allowed) is not { } text)
        {
            return null;
        }

        if (DurationText.TryParse(text.Text, out var duration))
        {
            return duration <= max ? duration : Reject<TimeSpan>(text, path, $"is above {DurationText.Format(max)}; "
                + $"{allowed}");
        }

        var isNumber = double.TryParse(text.Text, DecimalStyle, CultureInfo.InvariantCulture, out var number);
        return Reject<TimeSpan>(text, path, isNumber && number < 0 ? $"is below 0s; {allowed}"
            : isNumber ? $"has no unit; {allowed}"
            : $"is not a duration; {allowed}");
    }

    public T? Word<T>(PolicyNode node, string path, IReadOnlyList<(string Word, T Meaning)> words)
        where T : struct
    {
        var known = words.Select(word => word.Word).ToList();
        var allowed = $"it must be {string.Join(", ", known.SkipLast(1))} or {known[^1]}";
        if (Text(node, path, allowed) is not { } text)
        {
            return null;
        }

        foreach (var (word, meaning) in words)
        {
            if (word == text.Text)
            {
                return meaning;
            }
        }

        var nearest = NearestWord.Of(text.Text, known);
        return Reject<T>(text, path,
            $"is not known; {allowed}" + (nearest is null ? "" : $"; did you mean {nearest}?"));
    }

    /// <summary>
    /// A text of 1 to <see cref="PolicyLimits.MaxNameBytes"/> bytes; a plain number is the text of its digits.
    /// </summary>
    public string? Name(PolicyNode node, string path)
    {
        var allowed = $"it must be a text of 1 to {PolicyLimits.MaxNameBytes} bytes";
        if (Text(node, path, allowed) is not { } text)
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetByteCount(text.Text);
        var fault = bytes == 0 ? "is empty"
            : bytes > PolicyLimits.MaxNameBytes ? $"has {bytes} bytes"
            : IsBroken(text.Text) ? "holds characters that no name has, as a file does that is not UTF-8"
            : null;
        if (fault is null)
        {
            return text.Text;
        }

        var shown = ShownText.Of(text.Text);
        errors.Add(text, path, shown, $"{shown} {fault}; {allowed}");
        return null;
    }

    public IReadOnlyList<PolicyNode> List(PolicyNode? node, string path, int max)
    {
        switch (node)
        {
            case null or BrokenNode or ScalarNode { IsNothing: true }:
                return [];
            case ListNode list when list.Items.Count <= max:
                return list.Items;
            case ListNode list:
                // The rest is not read: its mistakes would drown this one.
                errors.Add(list.Items[max], path, "", $"over {Shown(max)} items; at most {Shown(max)} are allowed");
                return list.Items.GetRange(0, max);
            default:
                errors.Add(node, path, ShownValue(node), $"{Describe(node)}; it must be a list, as [a, b] or lines "
                    + $"of \"- a\"");
                return [];
        }
    }

    /// <summary>A lone surrogate is enumerated as U+FFFD as well.</summary>
    private static bool IsBroken(string text) =>
        text.EnumerateRunes().Any(rune => rune.Value is Replacement or 0);

    private static string Shown(double number) => number.ToString(CultureInfo.InvariantCulture);

    private ScalarNode? Text(PolicyNode node, string path, string allowed)
    {
        if (node is ScalarNode { IsNothing: false } text)
        {
            return text;
        }

        if (node is not BrokenNode)
        {
            errors.Add(node, path, "", $"{Describe(node)}; {allowed}");
        }

        return null;
    }

    /// <summary>Numbers stand without quotes: what is quoted is text in YAML.</summary>
    private ScalarNode? Plain(PolicyNode node, string path, string allowed)
    {
        var text = Text(node, path, allowed);
        if (text is { IsPlain: false })
        {
            errors.Add(node, path, ShownText.Of(text.Text), $"{Describe(node)}; {allowed}, without quotes");
            return null;
        }

        return text;
    }

    private bool InRange(ScalarNode text, string path, double number, double min, double max, string allowed)
    {
        if (number < min || number > max)
        {
            Reject<int>(text, path, number < min ? $"is below {Shown(min)}; {allowed}"
                : $"is above {Shown(max)}; {allowed}");
            return false;
        }

        return true;
    }

    private T? Reject<T>(ScalarNode text, string path, string fault)
        where T : struct
    {
        var shown = ShownText.Of(text.Text);
        errors.Add(text, path, shown, $"{shown} {fault}");
        return null;
    }
}
