using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Explaining;

/// <summary>
/// One account's lines as the captures have them: repeats, late ones and those of broken clocks are among them.
/// </summary>
internal sealed class AccountTally
{
    /// <summary>
    /// Sources of a kind and clock hours that are kept; beyond it they are counted as so many at least.
    /// </summary>
    public const int MaxDistinct = 100_000;

    private const int HoursPerDay = 24;
    private const long MicrosPerHour = 3_600_000_000;

    private readonly long[] _operations = new long[OperationNames.Count];
    private readonly SortedDictionary<int, long> _statuses = [];
    private readonly HashSet<long> _hours = [];
    private readonly HashSet<uint> _addresses = [];
    private readonly HashSet<uint> _networks = [];
    private readonly HashSet<uint> _devices = [];
    private readonly HashSet<uint> _clients = [];

    public long Lines { get; private set; }

    public int Addresses => _addresses.Count;

    public int Networks => _networks.Count;

    public int Devices => _devices.Count;

    public int Clients => _clients.Count;

    /// <summary>Lines by class of status: 2 is 200 to 299.</summary>
    public IReadOnlyDictionary<int, long> StatusClasses => _statuses;

    public long Of(Operation operation) => _operations[(int)operation];

    public void Count(in AccessEvent e)
    {
        Lines++;
        _operations[(int)e.Operation]++;
        var statusClass = e.Status / 100;
        _statuses[statusClass] = _statuses.GetValueOrDefault(statusClass) + 1;
        Keep(_hours, e.TimeMicros / MicrosPerHour);
        Keep(_addresses, e.Ip);
        Keep(_networks, e.Network);
        Keep(_devices, e.Device);
        Keep(_clients, e.Client);
    }

    /// <summary>
    /// Clock hours with a line from one time to another, how many of them fell on each hour of the day (UTC), and the
    /// days that they fell on.
    /// </summary>
    public (int Hours, int[] OfDay, int Days) ActiveBetween(long firstMicros, long lastMicros)
    {
        var ofDay = new int[HoursPerDay];
        var days = new HashSet<long>();
        foreach (var hour in _hours)
        {
            if (hour >= firstMicros / MicrosPerHour && hour <= lastMicros / MicrosPerHour)
            {
                ofDay[hour % HoursPerDay]++;
                days.Add(hour / HoursPerDay);
            }
        }

        return (ofDay.Sum(), ofDay, days.Count);
    }

    private static void Keep<T>(HashSet<T> known, T value)
        where T : struct
    {
        // 0 stands for a field that was absent.
        if (known.Count < MaxDistinct && !EqualityComparer<T>.Default.Equals(value, default))
        {
            known.Add(value);
        }
    }
}
