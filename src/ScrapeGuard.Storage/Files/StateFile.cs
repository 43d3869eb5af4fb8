using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Storage.Native;

namespace ScrapeGuard.Storage.Files;

/// <summary>
/// Records in a file. What was written stays in the system's cache as long as it has room; only what it has not must
/// come from the disk.
/// </summary>
/// <param name="directory">Named when something goes wrong.</param>
/// <param name="recordBytes">Size of a record.</param>
/// <param name="time">Tells whether a read came from the disk.</param>
internal sealed class StateFile(string directory, int recordBytes, TimeProvider time) : IStateFile, IDisposable
{
    /// <summary>A read that takes longer has waited for the disk.</summary>
    private const double SlowMicros = 40;

    /// <summary>
    /// So many reads are announced after one that was slow. An announcement costs as much as half a read from the
    /// cache, so it is not made as long as all come from there.
    /// </summary>
    private const int AnnouncedReads = 1_024;

    private readonly SafeFileHandle _file = NamelessFile.Create(directory);
    private readonly double _ticksPerMicro = time.TimestampFrequency / 1e6;
    private long _reserved;
    private int _toAnnounce;

    /// <summary>Bytes taken of the disk.</summary>
    public long Bytes => Volatile.Read(ref _reserved);

    /// <inheritdoc/>
    /// <exception cref="StateStorageException">The disk has no room.</exception>
    public void Reserve(long records)
    {
        var bytes = records * recordBytes;
        if (bytes <= _reserved)
        {
            return;
        }

        try
        {
            var error = OperatingSystem.IsLinux() ? Libc.Reserve(_file, _reserved, bytes - _reserved) : 0;
            if (error != 0)
            {
                throw new StateStorageException(
                    directory, Room(bytes - _reserved), Marshal.GetPInvokeErrorMessage(error));
            }

            RandomAccess.SetLength(_file, bytes);
        }
        catch (Exception exception) when (exception is IOException and not StateStorageException)
        {
            throw new StateStorageException(directory, Room(bytes - _reserved), exception.Message, exception);
        }

        Volatile.Write(ref _reserved, bytes);
    }

    public void Read(long record, Span<byte> into)
    {
        var start = time.GetTimestamp();
        var done = 0;
        while (done < into.Length)
        {
            var read = RandomAccess.Read(_file, into[done..], (record * recordBytes) + done);
            if (read == 0)
            {
                into[done..].Clear();
                break;
            }

            done += read;
        }

        if (time.GetTimestamp() - start > SlowMicros * _ticksPerMicro)
        {
            _toAnnounce = AnnouncedReads;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StateStorageException">The disk did not take it.</exception>
    public void Write(long record, ReadOnlySpan<byte> from)
    {
        try
        {
            RandomAccess.Write(_file, from, record * recordBytes);
        }
        catch (IOException exception)
        {
            throw new StateStorageException(directory, "can't write accounts' states", exception.Message, exception);
        }
    }

    public void Expect(long record)
    {
        if (_toAnnounce > 0 && OperatingSystem.IsLinux())
        {
            _toAnnounce--;
            Libc.Advise(_file, record * recordBytes, recordBytes, Libc.WillNeed);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Room(long bytes) => $"no room for {bytes >> 10:N0} KiB of accounts' states";
}
