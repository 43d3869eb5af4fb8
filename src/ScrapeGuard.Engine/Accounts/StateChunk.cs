namespace ScrapeGuard.Engine.Accounts;

/// <summary>A piece of an <see cref="IStateMemory"/>.</summary>
/// <param name="start">Address of its first byte.</param>
/// <param name="seen">A byte a page: 0 when the page has to be brought before it is used. Null: all is at hand.</param>
/// <param name="owner">Is kept alive as long as the chunk is known.</param>
public readonly struct StateChunk(nint start, byte[]? seen, object owner)
{
    /// <summary>A page is 4,096 bytes, whatever it is to the system.</summary>
    public const int PageShift = 12;

    public const int PageBytes = 1 << PageShift;

    public nint Start { get; } = start;

    public byte[]? Seen { get; } = seen;

    public object Owner { get; } = owner;

    /// <summary>Whether the page of a byte has to be brought before it is used.</summary>
    public bool IsAway(int offset) => Seen is { } seen && seen[offset >> PageShift] == 0;
}
