namespace ScrapeGuard.Cli.Tests.Replay;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("scrapeguard-tests-").FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Names of all files in it, in order.</summary>
    public string[] Names() =>
        [.. Directory.GetFileSystemEntries(Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
