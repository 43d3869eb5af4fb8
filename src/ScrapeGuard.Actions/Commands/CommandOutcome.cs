namespace ScrapeGuard.Actions.Commands;

/// <summary>What became of a command.</summary>
/// <param name="Id">The command.</param>
/// <param name="IsAccepted">Whether it was carried out, or begun.</param>
/// <param name="Detail">What it did, or why it was not taken; a line.</param>
public sealed record CommandOutcome(string Id, bool IsAccepted, string Detail);
