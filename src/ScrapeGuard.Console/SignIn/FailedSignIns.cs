using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Console.SignIn;

/// <summary>
/// Slows guessing down: so many failures of an address in a while, and it has to wait; the same for all together, ten
/// times as many. Any thread may call.
/// </summary>
internal sealed class FailedSignIns(TimeProvider time)
{
    /// <summary>Failures of an address in <see cref="Window"/> before it has to wait.</summary>
    public const int MaxOfAddress = 10;

    /// <summary>Failures of all addresses together.</summary>
    public const int MaxTogether = 100;

    private const int MaxAddresses = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long StartMicros, int Count)> _addresses = new(StringComparer.Ordinal);
    private (long StartMicros, int Count) _all;

    /// <summary>How long failures count.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(5);

    private static long WindowMicros => Window.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Failures so far.</summary>
    public long Total { get; private set; }

    /// <summary>Seconds that an address has to wait; 0: it may try.</summary>
    public int WaitSeconds(string address)
    {
        var now = UnixMicros.Of(time.GetUtcNow());
        lock (_gate)
        {
            var own = _addresses.TryGetValue(address, out var count) ? Left(count, MaxOfAddress, now) : 0;
            return Math.Max(own, Left(_all, MaxTogether, now));
        }
    }

    /// <summary>Counts a failure.</summary>
    public void Add(string address)
    {
        var now = UnixMicros.Of(time.GetUtcNow());
        lock (_gate)
        {
            Total++;
            _all = Next(_all, now);
            if (_addresses.Count >= MaxAddresses && !_addresses.ContainsKey(address))
            {
                // Whoever has so many addresses meets the limit of all together.
                _addresses.Clear();
            }

            _addresses[address] = Next(_addresses.GetValueOrDefault(address), now);
        }
    }

    private static int Left((long StartMicros, int Count) count, int most, long now) =>
        count.Count >= most && now - count.StartMicros < WindowMicros
            ? (int)((WindowMicros - (now - count.StartMicros)) / 1_000_000) + 1
            : 0;

    private static (long StartMicros, int Count) Next((long StartMicros, int Count) count, long now) =>
        count.Count > 0 && now - count.StartMicros < WindowMicros
            ? (count.StartMicros, count.Count + 1)
            : (now, 1);
}
