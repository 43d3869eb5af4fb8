namespace ScrapeGuard.Captures;

/// <summary>Captures opened, or why they could not be.</summary>
/// <param name="Set">The captures; the caller disposes of it. Null when there are errors.</param>
/// <param name="Errors">What is wrong with each.</param>
public sealed record CaptureSetOpening(CaptureSet? Set, IReadOnlyList<string> Errors);
