using System.Runtime.InteropServices;
using ScrapeGuard.Storage.Native;

namespace ScrapeGuard.Storage.Memory;

/// <summary>
/// Memory outside the collector's, which the system has back as soon as it is disposed: the collector gives its own
/// back when it likes to, and is limited itself. Nobody can forget it for good: it has a finalizer.
/// </summary>
internal sealed unsafe class MemoryBlock : SafeHandle
{
    private readonly int _bytes;

    /// <exception cref="IOException">There is none.</exception>
    public MemoryBlock(int bytes)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _bytes = bytes;
        SetHandle(OperatingSystem.IsLinux() ? Libc.Map(bytes) : (nint)NativeMemory.AllocZeroed((nuint)bytes));
        if (IsInvalid)
        {
            throw new IOException($"No memory for {bytes:N0} bytes of accounts' state");
        }
    }

    public override bool IsInvalid => handle == 0;

    public nint Start => handle;

    protected override bool ReleaseHandle()
    {
        if (OperatingSystem.IsLinux())
        {
            return Libc.Unmap(handle, _bytes) == 0;
        }

        NativeMemory.Free((void*)handle);
        return true;
    }
}
