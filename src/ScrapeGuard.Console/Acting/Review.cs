namespace ScrapeGuard.Console.Acting;

/// <summary>Somebody dealt with a case: ordered, answered or wrote something.</summary>
/// <param name="By">Who.</param>
/// <param name="Micros">When, in microseconds since 1970.</param>
internal sealed record Review(string By, long Micros);
