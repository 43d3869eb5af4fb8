using ScrapeGuard.Actions.Commands;

namespace ScrapeGuard.Actions.Storing;

/// <summary>A command as it is kept: its id makes a repeat do nothing.</summary>
/// <param name="Command">The command.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="TakenMicros">When it came in, in microseconds since 1970.</param>
public sealed record KeptCommand(OperatorCommand Command, CommandOutcome Outcome, long TakenMicros);
