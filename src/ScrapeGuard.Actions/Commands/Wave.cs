namespace ScrapeGuard.Actions.Commands;

/// <summary>
/// A command about many accounts while it is worked off, batch by batch. It goes through the accounts in the ordinal
/// order of their names' UTF-8 bytes.
/// </summary>
public sealed record Wave
{
    public required OperatorCommand Command { get; init; }

    /// <summary>
    /// When it was taken up, in microseconds since 1970: what was first done to an account after it is not meant.
    /// </summary>
    public required long TakenMicros { get; init; }

    /// <summary>The last account that was seen; empty: none yet.</summary>
    public string Cursor { get; init; } = "";

    /// <summary>How many accounts something was changed for.</summary>
    public long Changed { get; init; }

    public bool IsFinished { get; init; }
}
