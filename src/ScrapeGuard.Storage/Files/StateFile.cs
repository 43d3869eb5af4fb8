using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Storage.Native;

namespace ScrapeGuard.Storage.Files;

/// <summary>
/// A file mapped into memory, from which chunks are cut. Its room on the disk is taken when it is made: a disk that is
/// full later does not stop the process in the middle of a write (SIGBUS). Its name is gone at once, so that nothing is
/// left of it however the process ends.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private readonly Lock _taking = new();
    private readonly FileStream _file;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly List<byte[]> _seen = [];
    private readonly int _bytes;
    private int _used;
    private bool _isClosed;

    private StateFile(FileStream file, int bytes)
    {
        _bytes = bytes;
        _file = file;
        _mapping = MemoryMappedFile.CreateFromFile(
            file, mapName: null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, bytes);

        // Not counted as a use of the handle: so a file that nobody disposes is still closed by its finalizer.
        Start = _view.SafeMemoryMappedViewHandle.DangerousGetHandle() + (nint)_view.PointerOffset;
        if (OperatingSystem.IsLinux())
        {
            Libc.Advise(Start, bytes, Libc.Random);
        }
    }

    /// <summary>Address of its first byte.</summary>
    public nint Start { get; }

    /// <summary>Address after its last byte.</summary>
    public nint End => Start + _bytes;

    /// <summary>Makes a file.</summary>
    /// <exception cref="StateStorageException">There is no room, or the folder can't be written to.</exception>
    public static StateFile Create(string directory, int bytes)
    {
        FileStream? file = null;
        try
        {
            file = StateDirectory.CreateNameless(directory, bytes);
            Reserve(directory, file.SafeFileHandle, bytes);
            return new StateFile(file, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw exception as StateStorageException
                ?? new StateStorageException(directory, bytes, exception.Message, exception);
        }
    }

    /// <summary>Cuts off a chunk; false when the file is used up.</summary>
    public bool TryTake(int bytes, out StateChunk chunk)
    {
        chunk = default;
        var whole = (bytes + StateChunk.PageBytes - 1) & ~(StateChunk.PageBytes - 1);
        lock (_taking)
        {
            if (_isClosed || _bytes - _used < whole)
            {
                return false;
            }

            var seen = new byte[whole >> StateChunk.PageShift];
            _seen.Add(seen);
            chunk = new StateChunk(Start + _used, seen, this);
            _used += whole;
            return true;
        }
    }

    /// <summary>
    /// Takes its pages out of the process: they stay in the system's cache as long as it has room, and in the file.
    /// Others may go on to use them meanwhile.
    /// </summary>
    /// <returns>Bytes that were known to be in the process.</returns>
    public long GiveBack()
    {
        lock (_taking)
        {
            if (_isClosed || _used == 0)
            {
                return 0;
            }

            var pages = 0L;
            foreach (var seen in _seen)
            {
                pages += seen.AsSpan().Count((byte)1);
                seen.AsSpan().Clear();
            }

            Libc.Advise(Start, _used, Libc.DontNeed);
            return pages << StateChunk.PageShift;
        }
    }

    public void Dispose()
    {
        lock (_taking)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _view.Dispose();
            _mapping.Dispose();
            _file.Dispose();
        }
    }

    private static void Reserve(string directory, SafeFileHandle file, int bytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            // The framework has reserved what it could when it made the file.
            return;
        }

        var error = Libc.Reserve(file, 0, bytes);
        if (error != 0)
        {
            throw new StateStorageException(directory, bytes, Marshal.GetPInvokeErrorMessage(error));
        }
    }
}
