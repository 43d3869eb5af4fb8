namespace ScrapeGuard.Cli.Replay;

/// <summary>A command line such that a POSIX shell reads the same words again.</summary>
internal static class CommandLineText
{
    private const string Plain = "-_./:=,+@%";

    /// <summary>The words, quoted where they must be.</summary>
    public static string Of(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    private static string Quoted(string word)
    {
        if (word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || Plain.Contains(letter)))
        {
            return word;
        }

        // Within single quotes everything is itself but the quote.
        return $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
