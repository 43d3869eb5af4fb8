namespace ScrapeGuard.Cli.Policies;

/// <summary>Lines of YAML at a depth of two spaces a level, comments above what they are about.</summary>
internal sealed class YamlLines(TextWriter output)
{
    private const string Step = "  ";
    private string _indent = "";

    public void Blank() => output.Write('\n');

    public void Comment(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            output.Write(line.Length == 0 ? $"{_indent}#\n" : $"{_indent}# {line}\n");
        }
    }

    public void Value(string key, string value) => output.Write($"{_indent}{key}: {value}\n");

    public void Item(string value) => output.Write($"{_indent}- {value}\n");

    public void Open(string key)
    {
        output.Write($"{_indent}{key}:\n");
        Indent();
    }

    public void Indent() => _indent += Step;

    public void Close() => _indent = _indent[Step.Length..];
}
