using System.Runtime.CompilerServices;

namespace ScrapeGuard.Cli.Tests.Policies;

/// <summary>
/// Expected output that is kept as a file. With UPDATE_GOLDEN=1 in the environment the file is written instead of
/// compared; the change then shows in the diff for a person to judge.
/// </summary>
internal static class GoldenFile
{
    public static void Check(string actual, string path)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        File.ReadAllText(path).Should().Be(actual);
    }

    /// <summary>A path beside the calling test's source.</summary>
    public static string Beside(string name, [CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, name);

    /// <summary>A path in the repository.</summary>
    public static string InRepository(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ScrapeGuard.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName
            ?? throw new DirectoryNotFoundException("no ScrapeGuard.sln above the tests"), name);
    }
}
