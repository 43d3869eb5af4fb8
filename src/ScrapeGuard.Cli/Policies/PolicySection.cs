namespace ScrapeGuard.Cli.Policies;

/// <summary>
/// One mapping of the file. Whoever binds it asks for each key that it knows; what was never asked for is unknown, so
/// the list of known keys can't fall behind the code that reads them.
/// </summary>
internal sealed class PolicySection
{
    private readonly Dictionary<string, (ScalarNode Key, PolicyNode Value)> _entries = [];
    private readonly List<string> _known = [];
    private readonly PolicyErrors _errors;
    private readonly string _path;

    /// <param name="node">What stands in the file; null or nothing is a section without keys.</param>
    /// <param name="path">Path of the section; empty for the whole file.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public PolicySection(PolicyNode? node, string path, PolicyErrors errors)
    {
        _path = path;
        _errors = errors;
        Node = node;
        Values = new PolicyValues(errors);
        switch (node)
        {
            case MapNode map:
                IsWhole = map.IsWhole;
                AddEntries(map);
                break;
            case null or BrokenNode or ScalarNode { IsNothing: true }:
                IsWhole = node is not BrokenNode;
                break;
            default:
                errors.Add(node, path, PolicyValues.ShownValue(node), $"{PolicyValues.Describe(node)}; it must be "
                    + $"keys with values");
                break;
        }
    }

    /// <summary>False when parts may be missing only because they couldn't be read.</summary>
    public bool IsWhole { get; }

    public PolicyNode? Node { get; }

    private PolicyValues Values { get; }

    public bool Has(string key)
    {
        Know(key);
        return _entries.TryGetValue(key, out var entry) && entry.Value is not ScalarNode { IsNothing: true };
    }

    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    /// <summary>The value's place; null when the key is absent.</summary>
    public PolicyNode? Find(string key)
    {
        Know(key);
        return _entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    /// <summary>The number, or null when the key is absent or was reported.</summary>
    public double? Number(string key, double min, double max) =>
        Find(key) is { } node ? Values.Number(node, PathOf(key), min, max) : null;

    /// <summary>The whole number, or null when the key is absent or was reported.</summary>
    public int? Count(string key, int min, int max) =>
        Find(key) is { } node ? Values.Count(node, PathOf(key), min, max) : null;

    /// <summary>
    /// The duration from zero to <paramref name="max"/>, or null when the key is absent or was reported.
    /// </summary>
    public TimeSpan? Duration(string key, TimeSpan max) =>
        Find(key) is { } node ? Values.Duration(node, PathOf(key), max) : null;

    /// <summary>What the word stands for, or null when the key is absent or was reported.</summary>
    public T? Word<T>(string key, IReadOnlyList<(string Word, T Meaning)> words)
        where T : struct =>
        Find(key) is { } node ? Values.Word(node, PathOf(key), words) : null;

    /// <summary>The name, or null when the key is absent or was reported.</summary>
    public string? Name(string key) =>
        Find(key) is { } node ? Values.Name(node, PathOf(key)) : null;

    public PolicySection Section(string key) => new(Find(key), PathOf(key), _errors);

    /// <summary>
    /// The items of a list of at most <paramref name="max"/>; none when the key is absent or was reported.
    /// </summary>
    public IReadOnlyList<PolicyNode> List(string key, int max) => Values.List(Find(key), PathOf(key), max);

    /// <summary>A list of names; those that were reported are missing.</summary>
    public IEnumerable<string> Names(string key, int max)
    {
        var items = List(key, max);
        for (var i = 0; i < items.Count; i++)
        {
            if (Values.Name(items[i], $"{PathOf(key)}[{i}]") is { } name)
            {
                yield return name;
            }
        }
    }

    /// <summary>Reports the keys that nobody asked for. Called once all known keys were asked for.</summary>
    public void ReportUnknownKeys()
    {
        foreach (var (word, (key, _)) in _entries)
        {
            if (!_known.Contains(word))
            {
                var nearest = NearestWord.Of(word, _known);
                var hint = nearest is null ? "" : $"; did you mean {nearest}?";
                var shown = ShownText.Of(word);
                _errors.Add(key, PathOf(shown), shown,
                    $"{shown} is not one of the keys {string.Join(", ", _known)}{hint}");
            }
        }
    }

    private void Know(string key)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
        }
    }

    private void AddEntries(MapNode map)
    {
        foreach (var (key, value) in map.Entries)
        {
            if (key is not ScalarNode { IsNothing: false } word)
            {
                if (key is not BrokenNode)
                {
                    _errors.Add(key, _path, PolicyValues.ShownValue(key), $"{PolicyValues.Describe(key)}; a key must "
                        + $"be a word");
                }
            }
            else if (_entries.TryGetValue(word.Text, out var first))
            {
                var shown = ShownText.Of(word.Text);
                _errors.Add(key, PathOf(shown), shown, $"{shown} stands twice; it is set already on line "
                    + $"{first.Key.Line}");
            }
            else
            {
                _entries.Add(word.Text, (word, value));
            }
        }
    }
}
