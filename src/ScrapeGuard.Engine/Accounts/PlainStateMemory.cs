using System.Runtime.InteropServices;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// Plain memory: pinned arrays, which the collector frees when the last table that knows them is gone.
/// </summary>
internal sealed class PlainStateMemory : IStateMemory
{
    public static PlainStateMemory Instance { get; } = new();

    public bool IsPaged => false;

    public StateChunk Allocate(int bytes)
    {
        var array = GC.AllocateArray<byte>(bytes, pinned: true);
        return new StateChunk(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0), seen: null, array);
    }

    public void Bring(in StateChunk chunk, int offset)
    {
    }

    public void Expect(in StateChunk chunk, int offset)
    {
    }

    public void MakeRoom(long bytes)
    {
    }

    public void Dispose()
    {
    }
}
