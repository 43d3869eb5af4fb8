namespace ScrapeGuard.Cli.Commands;

/// <summary>Reads the small files that options, or arguments without one, name.</summary>
internal static class InputFile
{
    /// <summary>Longest file, in bytes: 64 MiB.</summary>
    private const long MaxBytes = 64 << 20;

    /// <summary>Reads a text; false, with a line that names option, file and cause, when it can't be read.</summary>
    public static bool TryRead(string path, string option, List<string> errors, out string text)
    {
        text = "";
        var read = TryOpen(path, option, errors, out var stream);
        using (stream)
        {
            if (!read)
            {
                return false;
            }

            if (stream!.CanSeek && stream.Length > MaxBytes)
            {
                errors.Add($"{Named(option, path)}: is over {MaxBytes >> 20} MiB");
                return false;
            }

            using var reader = new StreamReader(stream);
            text = reader.ReadToEnd();
            return true;
        }
    }

    /// <summary>Opens a file; false, with a line that names option, file and cause, when that fails.</summary>
    public static bool TryOpen(string path, string option, List<string> errors, out FileStream? stream)
    {
        stream = null;
        try
        {
            if (Directory.Exists(path))
            {
                errors.Add($"{Named(option, path)}: is a directory");
                return false;
            }

            stream = File.OpenRead(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add($"{Named(option, path)}: {CauseOf(exception)}");
            return false;
        }
    }

    private static string Named(string option, string path) =>
        option.Length == 0 ? path : $"{option} '{path}'";

    private static string CauseOf(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "permission denied",
        ArgumentException => "is no file name",
        _ => exception.Message,
    };
}
