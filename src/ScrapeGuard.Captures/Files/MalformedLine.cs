using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>Where a malformed line stands, over several captures.</summary>
/// <param name="File">The capture's name.</param>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Reason">Why it is no event.</param>
public sealed record MalformedLine(string File, long Line, DecodeError Reason);
