namespace ScrapeGuard.Cli.Commands;

/// <summary>The world as commands see it: tests give another one.</summary>
internal sealed record CommandContext
{
    /// <summary>Results go here.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, logs and mistakes go here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Progress is shown to a person only; in a pipe there is none.</summary>
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>Results go to a person, who may want to look on when all is done; a pipe does not.</summary>
    public bool OutIsTerminal { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Environment variables; null: those of the process.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>Where settings are looked for.</summary>
    /// <value>Default: the current directory.</value>
    public string Folder { get; init; } = ".";
}
