using System.Runtime.InteropServices;

namespace ScrapeGuard.Storage.Native;

/// <summary>The calls of Linux that the framework has no word for; none is made elsewhere.</summary>
internal static partial class Libc
{
    /// <summary>posix_fadvise(2): starts to read.</summary>
    public const int WillNeed = 3;

    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;
    private const nint Failed = -1;

    /// <summary>
    /// posix_fallocate(3): takes room on the disk, so that a disk that is full says so now; 0 or the error's number.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Reserve(SafeHandle file, long offset, long bytes);

    /// <summary>posix_fadvise(2); 0 or the error's number.</summary>
    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Advise(SafeHandle file, long offset, long bytes, int advice);

    /// <summary>Memory that is the system's again as soon as it is unmapped; 0 when there is none.</summary>
    public static nint Map(nint bytes)
    {
        var address = MapMemory(0, bytes, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        return address == Failed ? 0 : address;
    }

    /// <summary>munmap(2).</summary>
    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Unmap(nint address, nint bytes);

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint MapMemory(nint address, nint bytes, int protection, int flags, int file, long offset);
}
