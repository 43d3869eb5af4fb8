namespace ScrapeGuard.Console.Api;

/// <summary>What is wrong with a request (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says what kind it is.</param>
/// <param name="Title">In a line.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">The first mistake, or what to do.</param>
/// <param name="Errors">Every mistake, with key and value.</param>
public sealed record ProblemView(
    string Type, string Title, int Status, string? Detail, IReadOnlyList<string>? Errors);
