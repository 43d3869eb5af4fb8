namespace ScrapeGuard.Actions.Audit;

/// <summary>Verifies a whole chain as it stands in a store.</summary>
public static class AuditCheck
{
    /// <summary>
    /// Reads the chain to its first fault or its end, and holds it against the head that the store keeps apart. That
    /// is read first: entries that are written meanwhile are no fault.
    /// </summary>
    /// <param name="reader">Where the chain is.</param>
    /// <param name="expected">
    /// A hash that was noted before, 64 hexadecimal digits: one of the entries, mostly no longer the last one, must
    /// have it. Null: none was.
    /// </param>
    /// <param name="cancellation">Breaks it off.</param>
    public static async Task<AuditVerdict> RunAsync(
        IAuditReader reader, string? expected, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var kept = await reader.HeadAsync(cancellation).ConfigureAwait(false) ?? AuditHead.Empty;
        var verifier = new AuditVerifier();
        AuditEntry? there = null;
        var isMet = expected is null || IsSame(expected, AuditChain.Genesis);
        await foreach (var entry in reader.ReadAsync(0, cancellation).ConfigureAwait(false))
        {
            if (!verifier.Take(entry))
            {
                break;
            }

            there = entry.Sequence == kept.Sequence ? entry : there;
            isMet = isMet || IsSame(expected!, entry.Hash);
        }

        verifier.Ends(kept, there);
        var fault = verifier.Fault
            ?? (isMet ? null : $"no entry has the hash {expected}: the end was cut off, or all was written anew");
        return new AuditVerdict(verifier.Head, fault);
    }

    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
