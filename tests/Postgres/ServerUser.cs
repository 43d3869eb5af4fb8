namespace ScrapeGuard.Tests.Postgres;

/// <summary>PostgreSQL does not run as root: root's tests run it as the user of the package, or as nobody.</summary>
internal static class ServerUser
{
    /// <summary>The user that it runs as; null: the one who runs the tests.</summary>
    public static string? Name { get; } = Environment.UserName == "root"
        ? File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody"
        : null;

    /// <summary>A command as that user; it becomes the program itself, so that signals reach it.</summary>
    public static string[] Command(params string[] command) => Name is null
        ? command
        : ["setpriv", $"--reuid={Name}", $"--regid={Group}", "--clear-groups", .. command];

    private static string? Group => Name == "nobody" ? "nogroup" : Name;
}
