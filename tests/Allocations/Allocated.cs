namespace ScrapeGuard.Tests.Allocations;

/// <summary>
/// What work that is warm allocates on the calling thread. Now and then the runtime allocates a few bytes there itself,
/// as when it takes up code that was compiled anew meanwhile; what the work allocates, it allocates each time. So the
/// least of several times counts.
/// </summary>
internal static class Allocated
{
    public const int Times = 5;

    /// <summary>Bytes of one time.</summary>
    public static long By(Action work)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Times; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
