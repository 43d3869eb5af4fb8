namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// Where the states and names of accounts lie. What is handed out never moves and is full of zeros. It may lie where it
/// has to be brought from first (a disk); the Engine does not know where that is. An engine's shards call from their
/// own threads.
/// </summary>
public interface IStateMemory : IDisposable
{
    /// <summary>True when some of it may have to be brought; then states do not cross from page to page.</summary>
    bool IsPaged { get; }

    /// <summary>Hands out a chunk; it is good until <see cref="IDisposable.Dispose"/>.</summary>
    /// <exception cref="IOException">There is no room where it would lie.</exception>
    StateChunk Allocate(int bytes);

    /// <summary>Brings the page of a byte that is used next, and marks it in <see cref="StateChunk.Seen"/>.</summary>
    void Bring(in StateChunk chunk, int offset);

    /// <summary>Starts to bring the page of a byte that is used soon.</summary>
    void Expect(in StateChunk chunk, int offset);

    /// <summary>Hears that so many bytes are about to be taken elsewhere in the process.</summary>
    void MakeRoom(long bytes);
}
