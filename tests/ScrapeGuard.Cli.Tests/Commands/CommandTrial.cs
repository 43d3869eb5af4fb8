using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

/// <summary>Runs commands in this process, on files in a folder of its own that goes away with it.</summary>
internal sealed class CommandTrial : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-cli-");

    /// <summary>What a command wrote and ended with.</summary>
    public sealed record Ended(int Code, string Out, string Error)
    {
        public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public string Folder => _folder.FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file; returns its path.</summary>
    public string Write(string name, params IEnumerable<string> lines)
    {
        File.WriteAllLines(PathOf(name), lines);
        return PathOf(name);
    }

    /// <summary>Writes a file; returns its path.</summary>
    public string WriteBytes(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    public Ended Run(params string[] args) => Run(args, CancellationToken.None);

    public Ended Run(string[] args, CancellationToken stop, TextWriter? output = null, bool isTerminal = false)
    {
        var shown = output ?? new StringWriter();
        var error = new StringWriter();
        var context = new CommandContext
        {
            Out = shown,
            Error = error,
            ErrorIsTerminal = isTerminal,
            Time = TimeProvider.System,
        };
        var code = CommandRoot.RunAsync(args, context, stop).GetAwaiter().GetResult();
        return new Ended(code, shown.ToString()!, error.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
