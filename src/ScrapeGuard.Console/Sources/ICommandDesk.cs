using ScrapeGuard.Actions.Commands;

namespace ScrapeGuard.Console.Sources;

/// <summary>Hands operators' commands to whoever carries them out.</summary>
public interface ICommandDesk
{
    /// <summary>The time that commands get, in microseconds since 1970.</summary>
    long NowMicros { get; }

    /// <summary>Hands one over. Null when it is certain to be taken in; else why it is not.</summary>
    Task<string?> SendAsync(OperatorCommand command, CancellationToken cancellation);
}
