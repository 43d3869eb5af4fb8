using ScrapeGuard.Storage.Files;

namespace ScrapeGuard.Storage.Limits;

/// <summary>
/// The memory of a process, shared by all its engines: who lies in plain memory, and which pages of files are given
/// back when the process grows beyond its limit. Thread-safe.
/// </summary>
/// <remarks>
/// Pages are given back file by file, in turns. What was given back and is used again soon costs a look into the
/// system's cache, not a read: which pages are worth their memory is left to the system, which knows the use of each.
/// </remarks>
public sealed class StateBudget : IDisposable
{
    /// <summary>
    /// This part of the limit is kept free for what grows between two looks: 1/8, 64 MiB of 512.
    /// </summary>
    private const int SpareShare = 8;

    /// <summary>This part of the limit is given back at once, so that it is not done again at the next look: 1/32.
    /// </summary>
    private const int StepShare = 32;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly Lock _giving = new();
    private readonly List<StateFile> _files = [];
    private readonly ResidentMemory _memory = new();
    private readonly Func<long> _resident;
    private readonly ITimer _timer;
    private readonly StorageOptions _options;
    private long _plain;
    private long _onDisk;
    private long _givenBack;
    private int _next;
    private bool _isClosed;

    /// <param name="options">Limit and folder.</param>
    /// <param name="time">Paces the looks at what the rest of the process takes.</param>
    /// <exception cref="ArgumentException">Options out of range.</exception>
    public StateBudget(StorageOptions options, TimeProvider time)
        : this(options, time, resident: null)
    {
    }

    internal StateBudget(StorageOptions options, TimeProvider time, Func<long>? resident)
    {
        var errors = options.Validate().ToList();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        }

        _options = options;
        _resident = resident ?? _memory.Read;
        StateDirectory.RemoveLeftovers(options.Directory);
        _timer = time.CreateTimer(_ => Keep(), state: null, LookEvery, LookEvery);
    }

    /// <summary>Bytes of accounts in plain memory.</summary>
    public long PlainBytes => Volatile.Read(ref _plain);

    /// <summary>Bytes taken of the disk.</summary>
    public long DiskBytes => Volatile.Read(ref _onDisk);

    /// <summary>Bytes of pages given back so far.</summary>
    public long GivenBackBytes => Volatile.Read(ref _givenBack);

    /// <summary>Bytes of the process that are resident now.</summary>
    public long ResidentBytes => _resident();

    /// <summary>Gives back pages when the process takes more than it may.</summary>
    /// <param name="needed">Bytes that are about to be taken besides.</param>
    public void Keep(long needed = 0)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var limit = _options.MemoryLimitBytes - (_options.MemoryLimitBytes / SpareShare);
        lock (_giving)
        {
            var over = _isClosed ? 0 : _resident() + needed - limit;
            if (over <= 0)
            {
                return;
            }

            over += _options.MemoryLimitBytes / StepShare;
            for (var i = 0; i < _files.Count && over > 0; i++)
            {
                _next = _next + 1 < _files.Count ? _next + 1 : 0;
                var bytes = _files[_next].GiveBack();
                _givenBack += bytes;
                over -= bytes;
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_giving)
        {
            _isClosed = true;
        }

        _memory.Dispose();
    }

    /// <summary>Takes plain memory, as long as there is some.</summary>
    internal bool TryTakePlain(long bytes)
    {
        if (Interlocked.Add(ref _plain, bytes) <= _options.PlainBytesOrDefault)
        {
            return true;
        }

        ReturnPlain(bytes);
        return false;
    }

    internal void ReturnPlain(long bytes) => Interlocked.Add(ref _plain, -bytes);

    internal StateFile CreateFile(int leastBytes)
    {
        var bytes = Math.Max(leastBytes, _options.FileBytes);
        var file = StateFile.Create(_options.Directory, bytes);
        lock (_giving)
        {
            _files.Add(file);
            _onDisk += bytes;
        }

        return file;
    }

    internal void Close(StateFile file)
    {
        lock (_giving)
        {
            _files.Remove(file);
            _onDisk -= file.End - file.Start;
            file.Dispose();
        }
    }
}
