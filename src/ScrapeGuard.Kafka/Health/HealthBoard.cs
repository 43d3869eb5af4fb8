namespace ScrapeGuard.Kafka.Health;

/// <summary>
/// Where the parts of a service say how they are. Any thread may say and read. Making the board is its first heartbeat.
/// </summary>
public sealed class HealthBoard
{
    /// <summary>Without a heartbeat for so long a service is not live: it hangs, and is better started anew.</summary>
    public const int LiveSeconds = 60;

    /// <summary>Most components.</summary>
    public const int MaxComponents = 64;

    /// <summary>Most characters of a reason; what is longer is cut.</summary>
    public const int MaxReasonChars = 500;

    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string?> _reasons = new(StringComparer.Ordinal);
    private long _beat;

    public HealthBoard(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        Beat();
    }

    /// <summary>The component can do its work.</summary>
    public void Ready(string component) => Say(component, reason: null);

    /// <summary>The component cannot do its work now.</summary>
    /// <param name="component">Its name.</param>
    /// <param name="reason">Why not, for whoever operates the service: no secrets, no accounts.</param>
    public void NotReady(string component, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        Say(component, reason.Length <= MaxReasonChars ? reason : reason[..MaxReasonChars]);
    }

    /// <summary>The service does its rounds.</summary>
    public void Beat() => Interlocked.Exchange(ref _beat, _clock.GetTimestamp());

    /// <summary>How all is now.</summary>
    public HealthReport Read()
    {
        var sinceBeat = _clock.GetElapsedTime(Interlocked.Read(ref _beat));
        lock (_lock)
        {
            return new HealthReport(sinceBeat, [.. _reasons.Select(said => new ComponentHealth(said.Key, said.Value))]);
        }
    }

    private void Say(string component, string? reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(component);
        lock (_lock)
        {
            if (_reasons.Count == MaxComponents && !_reasons.ContainsKey(component))
            {
                throw new InvalidOperationException($"'{component}' would be one component more than {MaxComponents}.");
            }

            _reasons[component] = reason;
        }
    }
}
