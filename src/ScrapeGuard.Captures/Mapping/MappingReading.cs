namespace ScrapeGuard.Captures;

/// <summary>A mapping read, or all that is wrong with it.</summary>
/// <param name="Mapping">The mapping; null when there are errors.</param>
/// <param name="Errors">All errors, by line.</param>
public sealed record MappingReading(CaptureMapping? Mapping, IReadOnlyList<MappingError> Errors);
