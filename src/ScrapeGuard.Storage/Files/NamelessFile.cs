using Microsoft.Win32.SafeHandles;

namespace ScrapeGuard.Storage.Files;

/// <summary>Files that nobody finds again: the folder they are made in is a cache.</summary>
internal static class NamelessFile
{
    private const string Prefix = "scrapeguard-state-";
    private const string Suffix = ".tmp";

    private static long _made;

    /// <summary>Makes a file that has no name any more, or, on Windows, none once it is closed.</summary>
    /// <exception cref="StateStorageException">The folder can't be made or written to.</exception>
    public static SafeFileHandle Create(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var number = Interlocked.Increment(ref _made);
            var path = Path.Combine(directory, $"{Prefix}{Environment.ProcessId}-{number}{Suffix}");

            // Read at random: the system is not to read on after each record.
            var options = FileOptions.RandomAccess;
            options |= OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
            var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Delete, options);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }

            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StateStorageException(
                directory, "can't make a file for accounts' states", exception.Message, exception);
        }
    }

    /// <summary>
    /// Removes what a process left that was killed between making a file and taking its name away.
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
