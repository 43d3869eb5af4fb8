namespace ScrapeGuard.Captures;

/// <summary>One thing wrong in a mapping file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Key">The key, with the keys above it: <c>fields.time</c>; empty for the file as a whole.</param>
/// <param name="Value">The value as it stands.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record MappingError(string File, int Line, string Key, string Value, string Problem)
{
    /// <summary>One line for standard error.</summary>
    public override string ToString() =>
        Key.Length == 0 ? $"{File}:{Line}: {Problem}" : $"{File}:{Line}: {Key} '{Value}': {Problem}";
}
