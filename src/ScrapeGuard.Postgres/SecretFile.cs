namespace ScrapeGuard.Postgres;

/// <summary>A small file that holds one secret line.</summary>
internal static class SecretFile
{
    private const int MaxBytes = 64 << 10;

    /// <summary>What is in it, without blanks around; null, with the mistake told, when it is of no use.</summary>
    public static string? Read(string key, string path, List<string> mistakes)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.CanSeek && file.Length > MaxBytes)
            {
                mistakes.Add($"{key} '{path}': is over {MaxBytes} bytes");
                return null;
            }

            using var reader = new StreamReader(file);
            var text = reader.ReadToEnd().Trim();
            if (text.Length > 0 && !text.Contains('\n', StringComparison.Ordinal))
            {
                return text;
            }

            mistakes.Add($"{key} '{path}': must hold one line");
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            mistakes.Add($"{key} '{path}': cannot be read: {exception.GetType().Name}");
        }

        return null;
    }
}
