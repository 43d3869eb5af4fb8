namespace ScrapeGuard.Cli.Policies;

/// <summary>One mistake in a policy file.</summary>
/// <param name="File">Name of the file, as it was given.</param>
/// <param name="Line">Line, from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Column in characters, from 1; 0 when the whole file is meant.</param>
/// <param name="Key">Path of the key, such as <c>cohorts[1].thresholds.suspend</c>; empty at the top.</param>
/// <param name="Value">The offending text, shortened and on one line; empty when there is none.</param>
/// <param name="Message">What is wrong, the value included, and what is allowed.</param>
public sealed record PolicyError(string File, int Line, int Column, string Key, string Value, string Message)
{
    /// <summary>One line: <c>policy.yaml:12:5: thresholds.suspend: 1.5 is above 1; it must be 0 to 1</c>.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}:{Column}: " : $"{File}: ";
        return Key.Length > 0 ? $"{place}{Key}: {Message}" : place + Message;
    }
}
