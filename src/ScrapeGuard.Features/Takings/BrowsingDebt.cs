using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Takings;

/// <summary>
/// Catalogue entries that an account was served ahead of what a person who clicks can look at: two leaky buckets in 12
/// bytes, one for minutes and one for hours. The fastest of the people measured opened 30 entries in a minute, 157 in
/// ten and 597 in an hour; a client shows a page of 20 to 50 entries now and then besides.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct BrowsingDebt
{
    /// <summary>Entries an hour that drain from the bucket of minutes.</summary>
    public const float FastEntriesPerHour = 1_200;

    /// <summary>Entries an hour that drain from the bucket of hours.</summary>
    public const float SteadyEntriesPerHour = 200;

    private float _minutes;
    private float _hours;
    private uint _second;

    /// <summary>Entries ahead of fast clicking.</summary>
    public readonly float Minutes => _minutes;

    /// <summary>Entries ahead of clicking for hours.</summary>
    public readonly float Hours => _hours;

    /// <summary>Counts entries that were served.</summary>
    public void Serve(uint second, float entries)
    {
        var hours = second > _second ? (second - _second) / 3_600f : 0;
        _second = Math.Max(second, _second);
        _minutes = Math.Max(0, _minutes - (hours * FastEntriesPerHour)) + entries;
        _hours = Math.Max(0, _hours - (hours * SteadyEntriesPerHour)) + entries;
    }
}
