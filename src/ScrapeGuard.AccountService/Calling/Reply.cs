using ScrapeGuard.AccountService.Templates;

namespace ScrapeGuard.AccountService.Calling;

/// <summary>What became of one attempt.</summary>
/// <param name="Meaning">What it tells of the call.</param>
/// <param name="Detail">The status or the fault, in a line for people; no secret, no account.</param>
/// <param name="IsFault">The service is not well: its breaker counts it.</param>
/// <param name="RetryAfter">When it wants to be called again; null: it did not say.</param>
/// <param name="Status">The status; 0 when there was no answer.</param>
/// <param name="Body">The answer, as far as it was needed.</param>
internal sealed record Reply(
    Meaning Meaning, string Detail, bool IsFault = false, TimeSpan? RetryAfter = null, int Status = 0,
    ReadOnlyMemory<byte> Body = default);
