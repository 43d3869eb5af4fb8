using System.Runtime.CompilerServices;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Storage.Files;
using ScrapeGuard.Storage.Limits;
using ScrapeGuard.Storage.Native;

namespace ScrapeGuard.Storage;

/// <summary>
/// The accounts of one engine: plain memory as long as the budget has some, files mapped into memory beyond it.
/// </summary>
/// <param name="budget">Shared by all engines of the process; it lives longer than this.</param>
public sealed unsafe class SpillingStateMemory(StateBudget budget) : IStateMemory
{
    /// <summary>Pages that are brought between two looks at the process's size: 1 MiB.</summary>
    private const int PagesPerLook = 256;

    /// <summary>Whoever walks through the states page by page is read so much ahead.</summary>
    private const int WalkBytes = 256 << 10;

    /// <summary>The page that this thread brought last: shows who walks.</summary>
    [ThreadStatic]
    private static nint _lastPage;

    private readonly Lock _allocating = new();
    private readonly List<PlainBlock> _plain = [];
    private readonly List<StateFile> _files = [];
    private long _plainBytes;
    private int _brought;
    private bool _isClosed;

    public bool IsPaged => true;

    /// <inheritdoc/>
    /// <exception cref="StateStorageException">The disk has no room; folder and reason are named.</exception>
    public StateChunk Allocate(int bytes)
    {
        lock (_allocating)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (budget.TryTakePlain(bytes))
            {
                var block = new PlainBlock(bytes);
                _plain.Add(block);
                _plainBytes += bytes;
                return new StateChunk(block.Start, seen: null, block);
            }

            if (_files.Count == 0 || !_files[^1].TryTake(bytes, out var chunk))
            {
                var file = budget.CreateFile(bytes);
                _files.Add(file);
                file.TryTake(bytes, out chunk);
            }

            return chunk;
        }
    }

    public void Bring(in StateChunk chunk, int offset)
    {
        chunk.Seen![offset >> StateChunk.PageShift] = 1;
        var page = (chunk.Start + offset) & ~(nint)(StateChunk.PageBytes - 1);
        if ((Interlocked.Increment(ref _brought) & (PagesPerLook - 1)) == 0)
        {
            budget.Keep();
        }

        var walks = page == _lastPage + StateChunk.PageBytes;
        _lastPage = page;
        if (walks)
        {
            ReadAhead(chunk, page);
            return;
        }

        // A page that is written to comes in one fault; read first it would take two, and bring its neighbours along.
        Interlocked.Or(ref Unsafe.AsRef<int>((void*)page), 0);
    }

    public void Expect(in StateChunk chunk, int offset)
    {
        if (OperatingSystem.IsLinux())
        {
            Advise((chunk.Start + offset) & ~(nint)(StateChunk.PageBytes - 1), StateChunk.PageBytes);
        }
    }

    public void MakeRoom(long bytes) => budget.Keep(bytes);

    public void Dispose()
    {
        lock (_allocating)
        {
            _isClosed = true;
            foreach (var file in _files)
            {
                budget.Close(file);
            }

            foreach (var block in _plain)
            {
                block.Dispose();
            }

            budget.ReturnPlain(_plainBytes);
            _plainBytes = 0;
            _files.Clear();
            _plain.Clear();
        }
    }

    private static void ReadAhead(in StateChunk chunk, nint page)
    {
        if (OperatingSystem.IsLinux() && (page & (WalkBytes - 1)) == 0)
        {
            var end = ((StateFile)chunk.Owner).End;
            Advise(page, (int)Math.Min(WalkBytes, end - page));
        }
    }

    private static void Advise(nint page, int bytes)
    {
        // A page of the system may be larger than ours. A hint: what goes wrong with it shows when the page is used.
        var start = page & ~((nint)Environment.SystemPageSize - 1);
        Libc.Advise(start, bytes, Libc.WillNeed);
    }
}
