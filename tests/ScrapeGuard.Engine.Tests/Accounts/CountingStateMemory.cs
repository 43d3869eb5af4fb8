using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine.Tests.Accounts;

/// <summary>Plain memory whose pages are always away, so that each use of a state is heard of.</summary>
internal sealed class CountingStateMemory : IStateMemory
{
    /// <summary>How often a state or a name was used.</summary>
    public int Uses { get; set; }

    /// <summary>How often one was said to be used soon.</summary>
    public int Expected { get; private set; }

    /// <summary>What was asked for elsewhere, in bytes.</summary>
    public long RoomMade { get; private set; }

    public bool IsPaged => true;

    public StateChunk Allocate(int bytes)
    {
        var chunk = PlainStateMemory.Instance.Allocate(bytes);
        return new StateChunk(chunk.Start, new byte[(bytes + StateChunk.PageBytes - 1) / StateChunk.PageBytes], chunk.Owner);
    }

    public void Bring(in StateChunk chunk, int offset) => Uses++;

    public void Expect(in StateChunk chunk, int offset) => Expected++;

    public void MakeRoom(long bytes) => RoomMade += bytes;

    public void Dispose()
    {
    }
}
