namespace ScrapeGuard.Tests.Postgres;

/// <summary>Where PostgreSQL's programs are: <c>POSTGRES_BIN</c>, or Debian's newest.</summary>
internal static class PostgresBinaries
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>The folder; null: there is none.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("POSTGRES_BIN") is { Length: > 0 } named)
        {
            return named;
        }

        return Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder).Select(folder => Path.Combine(folder, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
                .MaxBy(folder => int.Parse(Path.GetFileName(Path.GetDirectoryName(folder)!)))
            : null;
    }
}
