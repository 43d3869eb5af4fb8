namespace ScrapeGuard.Captures;

/// <summary>A capture opened, or why it could not be.</summary>
/// <param name="File">The capture; the caller disposes of it. Null when there are errors.</param>
/// <param name="Errors">What is wrong, each with the capture's name.</param>
public sealed record CaptureOpening(CaptureFile? File, IReadOnlyList<string> Errors);
