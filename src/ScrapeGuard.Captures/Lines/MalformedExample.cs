using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>Where a malformed line stands and why it is one; never what it says, which may be private.</summary>
/// <param name="Line">Number of the line in its file, from 1.</param>
/// <param name="Reason">Why it is no event.</param>
public readonly record struct MalformedExample(long Line, DecodeError Reason);
