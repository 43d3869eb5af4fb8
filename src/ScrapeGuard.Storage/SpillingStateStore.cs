using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Storage.Files;
using ScrapeGuard.Storage.Memory;

namespace ScrapeGuard.Storage;

/// <summary>
/// The accounts of one engine: in memory what is used and finds room there, the others in files without a name.
/// </summary>
public sealed class SpillingStateStore : IStateStore
{
    private readonly Lock _opening = new();
    private readonly List<StateFile> _files = [];
    private readonly List<StatePool> _pools = [];
    private readonly StateBudget _budget;
    private readonly TimeProvider _time;
    private readonly string _directory;
    private bool _isClosed;

    /// <param name="directory">Folder of the files; made when it is not there.</param>
    /// <param name="budget">Shared by all engines of the process; lives longer than this.</param>
    /// <param name="time">Times reads.</param>
    public SpillingStateStore(string directory, StateBudget budget, TimeProvider time)
    {
        _directory = directory;
        _budget = budget;
        _time = time;
        NamelessFile.RemoveLeftovers(directory);
    }

    /// <summary>Bytes taken of the disk.</summary>
    public long DiskBytes
    {
        get
        {
            lock (_opening)
            {
                return _files.Sum(file => file.Bytes);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StateStorageException">The folder can't be made or written to.</exception>
    public IStateFile OpenFile(int recordBytes)
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            var file = new StateFile(_directory, recordBytes, _time);
            _files.Add(file);
            return file;
        }
    }

    public IStatePool OpenPool(int blockBytes)
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            var pool = new StatePool(_budget, blockBytes);
            _pools.Add(pool);
            return pool;
        }
    }

    public void MakeRoom(long bytes) => _budget.Take(bytes);

    public void Dispose()
    {
        lock (_opening)
        {
            _isClosed = true;
            _files.ForEach(file => file.Dispose());
            _files.Clear();
            _pools.ForEach(pool => pool.Dispose());
            _pools.Clear();
        }
    }
}
