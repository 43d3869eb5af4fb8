namespace ScrapeGuard.Engine.Threading;

/// <summary>
/// A fixed number of threads that do the same work side by side, again and again: <see cref="Run"/> hands a number to
/// each and returns when all are done. The caller is one of them. Waiting threads spin for a moment, for the next work
/// mostly comes within microseconds, then sleep.
/// </summary>
public sealed class WorkCrew : IDisposable
{
    private const int SpinsBeforeSleep = 2_000;

    private readonly Lock _failing = new();
    private readonly object _gate = new();
    private readonly Thread[] _threads;
    private Action<int>? _work;
    private Exception? _failure;
    private int _round;
    private int _busy;
    private int _sleeping;
    private volatile bool _stopped;

    /// <param name="size">Number of threads, the caller's among them.</param>
    public WorkCrew(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        _threads = new Thread[size - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            var number = i + 1;
            _threads[i] = new Thread(() => Serve(number)) { IsBackground = true, Name = $"scrapeguard-{number}" };
            _threads[i].Start();
        }
    }

    /// <summary>Number of threads, the caller's among them.</summary>
    public int Size { get; }

    /// <summary>
    /// Calls <paramref name="work"/> with each number below <see cref="Size"/>; rethrows what one of them threw.
    /// </summary>
    /// <exception cref="ObjectDisposedException">Its threads have ended.</exception>
    public void Run(Action<int> work)
    {
        ObjectDisposedException.ThrowIf(_stopped, this);
        if (_threads.Length == 0)
        {
            work(0);
            return;
        }

        _work = work;
        Volatile.Write(ref _busy, _threads.Length);
        Interlocked.Increment(ref _round);
        if (Volatile.Read(ref _sleeping) > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }

        Guard(work, 0);
        var spin = default(SpinWait);
        while (Volatile.Read(ref _busy) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        if (_failure is { } failure)
        {
            _failure = null;
            throw new AggregateException(failure);
        }
    }

    /// <summary>Lets the threads end.</summary>
    public void Dispose()
    {
        _stopped = true;
        Interlocked.Increment(ref _round);
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Serve(int number)
    {
        var seen = 0;
        while (true)
        {
            WaitForRound(seen);
            seen++;
            if (_stopped)
            {
                return;
            }

            Guard(_work!, number);
            Interlocked.Decrement(ref _busy);
        }
    }

    private void WaitForRound(int seen)
    {
        for (var i = 0; i < SpinsBeforeSleep; i++)
        {
            if (Volatile.Read(ref _round) != seen)
            {
                return;
            }

            Thread.SpinWait(20);
        }

        lock (_gate)
        {
            // Announced before the last look: a round begun in between sees a sleeper and takes the gate to wake it.
            Interlocked.Increment(ref _sleeping);
            while (Volatile.Read(ref _round) == seen)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _sleeping);
        }
    }

    private void Guard(Action<int> work, int number)
    {
        try
        {
            work(number);
        }
        catch (Exception exception)
        {
            // The others finish their part first; then Run rethrows it.
            lock (_failing)
            {
                _failure ??= exception;
            }
        }
    }
}
