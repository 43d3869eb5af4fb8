namespace ScrapeGuard.Storage.Memory;

/// <summary>
/// The memory of a process, shared by the accounts of all its engines: they may take what the limit leaves beside all
/// else that the process holds, and give it back when all else grows. Thread-safe.
/// </summary>
/// <remarks>
/// The process's size is looked at a few times a second; between two looks no more is handed out than there was room
/// for. Each share keeps at least a block, also when the limit is too small for the process itself.
/// </remarks>
public sealed class StateBudget : IDisposable
{
    /// <summary>This part of the limit is kept free for what grows between two looks: 1/8, 64 MiB of 512.</summary>
    private const int SpareShare = 8;

    /// <summary>
    /// Room for this part of the limit has to be left after a block is handed out, so that it is not wanted back at the
    /// next look: 1/64, 8 MiB of 512.
    /// </summary>
    private const int SteadyShare = 64;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly Lock _sharing = new();
    private readonly ResidentMemory _memory = new();
    private readonly Func<long> _resident;
    private readonly ITimer _timer;
    private readonly long _limit;
    private readonly long _steady;
    private long _room;
    private long _blockBytes;
    private int _blocks;
    private int _shares;
    private int _wanted;
    private bool _isClosed;

    /// <param name="limitBytes">Most memory of the whole process.</param>
    /// <param name="time">Paces the looks at the process's size.</param>
    public StateBudget(long limitBytes, TimeProvider time)
        : this(limitBytes, time, resident: null)
    {
    }

    internal StateBudget(long limitBytes, TimeProvider time, Func<long>? resident)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limitBytes, 1);
        _limit = limitBytes - (limitBytes / SpareShare);
        _steady = limitBytes / SteadyShare;
        _resident = resident ?? _memory.Read;
        Look();
        _timer = time.CreateTimer(_ => Look(), state: null, LookEvery, LookEvery);
    }

    /// <summary>Bytes of accounts in memory.</summary>
    public long StateBytes => Volatile.Read(ref _blockBytes);

    /// <summary>Bytes of the process that are resident now.</summary>
    public long ResidentBytes => _resident();

    /// <summary>Looks at the process's size.</summary>
    public void Look()
    {
        lock (_sharing)
        {
            if (!_isClosed)
            {
                _room = _limit - _resident();
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_sharing)
        {
            _isClosed = true;
            _memory.Dispose();
        }
    }

    /// <summary>Takes off what something else is about to take, until the next look sees it.</summary>
    internal void Take(long bytes)
    {
        lock (_sharing)
        {
            _room -= bytes;
        }
    }

    internal void AddShare()
    {
        lock (_sharing)
        {
            _shares++;
        }
    }

    internal void RemoveShare(int blocks, int blockBytes)
    {
        lock (_sharing)
        {
            _shares--;
            Give(blocks, blockBytes);
        }
    }

    /// <summary>Hands a block to a share that has some already.</summary>
    internal bool TryTakeBlock(int held, int blockBytes)
    {
        lock (_sharing)
        {
            if (held > 0 && _room < blockBytes + _steady)
            {
                // Who has much less than the others, for he came later, makes one of them return a block.
                if (_room >= 0 && held < _blocks / _shares / 2)
                {
                    Volatile.Write(ref _wanted, 1);
                }

                return false;
            }

            _room -= blockBytes;
            _blockBytes += blockBytes;
            _blocks++;
            return true;
        }
    }

    internal void ReturnBlock(int blockBytes)
    {
        lock (_sharing)
        {
            _wanted = 0;
            Give(1, blockBytes);
        }
    }

    /// <summary>
    /// Whether a share with so many blocks is to return one; asked for each event, so mostly without the lock.
    /// </summary>
    internal bool MustReturn(int held)
    {
        if (Volatile.Read(ref _room) >= 0 && Volatile.Read(ref _wanted) == 0)
        {
            return false;
        }

        lock (_sharing)
        {
            return held > 1 && held >= _blocks / _shares;
        }
    }

    private void Give(int blocks, int blockBytes)
    {
        _blocks -= blocks;
        _blockBytes -= (long)blocks * blockBytes;
        _room += (long)blocks * blockBytes;
    }
}
