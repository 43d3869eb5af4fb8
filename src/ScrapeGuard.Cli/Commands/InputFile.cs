namespace ScrapeGuard.Cli.Commands;

/// <summary>Reads the small files that options name.</summary>
internal static class InputFile
{
    /// <summary>Longest file, in bytes: 64 MiB.</summary>
    private const long MaxBytes = 64 << 20;

    /// <summary>Reads a text; false, with a line that names option, file and cause, when it can't be read.</summary>
    public static bool TryRead(string path, string option, List<string> errors, out string text)
    {
        text = "";
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
            {
                errors.Add($"{option} '{path}': is over {MaxBytes >> 20} MiB");
                return false;
            }

            text = File.ReadAllText(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{option} '{path}': {exception.Message}");
            return false;
        }
    }
}
