using ScrapeGuard.Campaigns.Leaks;

namespace ScrapeGuard.Console.Traffic;

/// <summary>How popular tracks are, worked out now and then: it takes a sort of all that were played.</summary>
internal sealed class ListeningDesk(TrafficModel traffic, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private ListeningShares? _shares;
    private long _made;

    /// <summary>The shares, a few seconds old at most. What they are asked has to be read under the model's lock.
    /// </summary>
    public ListeningShares Shares()
    {
        lock (_gate)
        {
            if (_shares is null || time.GetElapsedTime(_made) >= Fresh)
            {
                _shares = traffic.Read(tables => new ListeningShares(tables.Plays));
                _made = time.GetTimestamp();
            }

            return _shares;
        }
    }
}
