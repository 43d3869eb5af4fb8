using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// The files of a replay: all can be written before anything is read, and all get their names together at the end, or
/// none.
/// </summary>
internal sealed class ReplayOutputs : IDisposable
{
    private readonly Dictionary<string, OutputFile> _files = new(StringComparer.Ordinal);

    private ReplayOutputs()
    {
    }

    /// <summary>True when something goes where it can't be taken back from.</summary>
    public bool AnyDirect => _files.Values.Any(file => file.IsDirect);

    /// <summary>Opens the files, and names every mistake.</summary>
    /// <param name="named">Options and the paths given with them; null: not given.</param>
    /// <param name="inputs">Files that are read: none of them may be written.</param>
    /// <param name="errors">Receives the mistakes, each with option and path.</param>
    public static ReplayOutputs Open(
        IEnumerable<(string Option, string? Path)> named, IEnumerable<string> inputs, List<string> errors)
    {
        var outputs = new ReplayOutputs();
        var read = inputs.Where(path => path != OutputFile.StandardOutput).Select(OutputFile.TargetOf)
            .ToHashSet(StringComparer.Ordinal);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, path) in named)
        {
            if (path is not null && outputs.MistakeOf(option, path, read, taken) is { } mistake)
            {
                errors.Add($"{option} '{path}': {mistake}");
            }
        }

        return outputs;
    }

    /// <summary>The file of an option; null: it was not given.</summary>
    public OutputFile? Of(string option) => _files.GetValueOrDefault(option);

    /// <summary>Gives all files their names.</summary>
    public void Commit()
    {
        foreach (var file in _files.Values)
        {
            file.Commit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    private string? MistakeOf(
        string option, string path, HashSet<string> read, Dictionary<string, string> taken)
    {
        if (path.Length == 0)
        {
            return "must name a file";
        }

        var target = path == OutputFile.StandardOutput ? path : OutputFile.TargetOf(path);
        if (!OutputFile.IsDevice(target))
        {
            if (read.Contains(target))
            {
                return "is an input too";
            }

            if (!taken.TryAdd(target, option))
            {
                return $"is the file of {taken[target]} too";
            }
        }

        try
        {
            _files.Add(option, OutputFile.Open(path));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
