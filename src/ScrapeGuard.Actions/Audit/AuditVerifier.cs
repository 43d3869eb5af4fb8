namespace ScrapeGuard.Actions.Audit;

/// <summary>Goes over a chain, entry by entry, and finds the first that is not what was written.</summary>
public sealed class AuditVerifier
{
    /// <summary>The last entry that was right.</summary>
    public AuditHead Head { get; private set; } = AuditHead.Empty;

    /// <summary>The first fault, in a line for people; null: none so far.</summary>
    public string? Fault { get; private set; }

    /// <summary>Takes in the next entry. False from the first fault on.</summary>
    public bool Take(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Fault ??= FaultOf(entry);
        if (Fault is null)
        {
            Head = new AuditHead(entry.Sequence, entry.Hash);
        }

        return Fault is null;
    }

    /// <summary>
    /// Holds the end against a head that was noted before: a chain that was cut off at its end is a right chain, only a
    /// shorter one. False when entries up to that head are missing or are others.
    /// </summary>
    public bool Ends(AuditHead noted, AuditEntry? there)
    {
        if (Fault is null && noted.Sequence > Head.Sequence)
        {
            Fault = $"entries {Head.Sequence + 1} to {noted.Sequence} are missing at the end";
        }
        else if (Fault is null && noted.Sequence > 0 && there?.Hash != noted.Hash)
        {
            Fault = $"entry {noted.Sequence} is another than the one that was noted";
        }

        return Fault is null;
    }

    private string? FaultOf(AuditEntry entry)
    {
        var expected = Head.Sequence + 1;
        if (entry.Sequence != expected)
        {
            return entry.Sequence < expected
                ? $"entry {entry.Sequence} stands again after entry {Head.Sequence}"
                : entry.Sequence == expected + 1
                    ? $"entry {expected} is missing"
                    : $"entries {expected} to {entry.Sequence - 1} are missing";
        }

        return AuditChain.HashOf(Head.Hash, entry.Sequence, entry.Fact) == entry.Hash
            ? null
            : $"entry {entry.Sequence} was altered, or one before it";
    }
}
