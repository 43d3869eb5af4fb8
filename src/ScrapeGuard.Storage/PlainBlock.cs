using System.Runtime.InteropServices;

namespace ScrapeGuard.Storage;

/// <summary>Plain memory full of zeros, freed when it is disposed and not first when a collector comes by.</summary>
internal sealed unsafe class PlainBlock : SafeHandle
{
    public PlainBlock(int bytes)
        : base(invalidHandleValue: 0, ownsHandle: true) =>
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)bytes));

    public override bool IsInvalid => handle == 0;

    public nint Start => handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
