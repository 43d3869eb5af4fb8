namespace ScrapeGuard.Storage.Files;

/// <summary>The folder of the files of states: a cache, whose files nobody finds again.</summary>
internal static class StateDirectory
{
    private const string Prefix = "scrapeguard-state-";
    private const string Suffix = ".tmp";

    private static long _made;

    /// <summary>Makes a file that has no name any more, or, on Windows, none once it is closed.</summary>
    public static FileStream CreateNameless(string directory, long bytes)
    {
        // The folder may have been removed since the last file.
        Directory.CreateDirectory(directory);
        var number = Interlocked.Increment(ref _made);
        var path = Path.Combine(directory, $"{Prefix}{Environment.ProcessId}-{number}{Suffix}");
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,

            // Linux takes the room by a call that says why it could not.
            PreallocationSize = OperatingSystem.IsLinux() ? 0 : bytes,
        });
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }

    /// <summary>
    /// Removes what a process left that was killed between making a file and taking its name away. What is in use and
    /// has a name can't be removed, and stays.
    /// </summary>
    public static void RemoveLeftovers(string directory)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(directory, Prefix + "*" + Suffix))
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is no folder yet, or a file is another's: if that matters, making a file says so.
            return;
        }
    }
}
