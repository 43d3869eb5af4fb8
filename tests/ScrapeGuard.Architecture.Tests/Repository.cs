using System.Text.RegularExpressions;

namespace ScrapeGuard.Architecture.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static partial class Repository
{
    private const string SolutionName = "ScrapeGuard.sln";

    /// <summary>The folder of the solution, found upward from the test assembly.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Paths of the projects that the solution names, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> ProjectPaths { get; } =
        ProjectsOf(File.ReadAllText(Path.Combine(Root, SolutionName)));

    public static IEnumerable<string> SourceProjectPaths =>
        ProjectPaths.Where(p => p.StartsWith("src/", StringComparison.Ordinal));

    public static IReadOnlyList<string> ProjectsOf(string solution) =>
        [.. ProjectLine().Matches(solution).Select(m => m.Groups[1].Value.Replace('\\', '/'))];

    /// <summary>C# sources below the given top folders, relative to the root, without build output.</summary>
    public static IReadOnlyList<string> Sources(params string[] folders) => Files("*.cs", folders);

    public static IReadOnlyList<string> Files(string pattern, params string[] folders) =>
        [.. folders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal)
                && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public static string Absolute(string path) => Path.Combine(Root, path);

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionName)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No {SolutionName} in any folder above {start}.");
    }

    [GeneratedRegex("^Project\\(.*\"([^\"]+\\.csproj)\"", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
