using System.Runtime.InteropServices;

namespace ScrapeGuard.Storage.Native;

/// <summary>The calls of Linux that the framework has no word for.</summary>
internal static partial class Libc
{
    /// <summary>The pages of a mapped file are used in no order: nothing beside them is read.</summary>
    public const int Random = 1;

    /// <summary>Starts to read from the disk.</summary>
    public const int WillNeed = 3;

    /// <summary>
    /// Takes pages out of the process. Those of a shared mapping of a file keep what was written: it is the file's.
    /// </summary>
    public const int DontNeed = 4;

    /// <summary>madvise(2); 0 or -1.</summary>
    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Advise(nint address, nint bytes, int advice);

    /// <summary>posix_fallocate(3); 0 or the error's number.</summary>
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Reserve(SafeHandle file, long offset, long bytes);
}
