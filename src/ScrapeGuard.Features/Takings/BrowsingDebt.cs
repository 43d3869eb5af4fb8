using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Takings;

/// <summary>
/// Catalogue entries that an account was served ahead of what a person who clicks can look at: two leaky buckets, one
/// for minutes and one for hours, and a sum for never stopping to read, in 16 bytes. The fastest of the people measured
/// opened 30 entries in a minute, 157 in ten and 597 in an hour; a client shows a page of 20 to 50 entries now and then
/// besides.
/// </summary>
/// <remarks>
/// <see cref="NeverReads"/> is a cumulative sum (Page 1954) of log-likelihood ratios. Who opens entries stops at one of
/// 14 for over ten seconds at least, and now and then opens one again. Five to ten seconds may be a short look as well
/// as a slow machine, and what comes within the same second is a client's doing: they say nothing. Of 1,753 addresses
/// of a web log the highest came to 2.2, a crawler's, and to 3.2 where all up to ten seconds counts, as of pages of
/// several; to 4.2 with the pictures of pages.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct BrowsingDebt
{
    /// <summary>Entries an hour that drain from the bucket of minutes.</summary>
    public const float FastEntriesPerHour = 1_200;

    /// <summary>
    /// Entries an hour that drain from the bucket of hours. The fastest of people had 597 in an hour, once, and none
    /// goes on for hours: at one entry each 30 seconds, which many people have for minutes, 1,307 are over the default
    /// bound.
    /// </summary>
    public const float SteadyEntriesPerHour = 55;

    /// <summary>
    /// Hours in which what is far over the bound shrinks to a third at least: who gets an account back two days later
    /// need not pay for all that was carried off with it.
    /// </summary>
    private const float HoursToForget = 24;

    private const uint ReadSeconds = 10;

    // ln(0.998 / 0.93) and ln(0.002 / 0.07); ln(0.998 / 0.9), for a page of several takes longer to read than an entry;
    // ln(0.005 / 0.038) as in TakingTests.
    private const float Quick = 0.0706f;
    private const float QuickOfPages = 0.1034f;
    private const float Read = -3.56f;
    private const float Again = -2.03f;
    private const float Ceiling = 100;

    private float _minutes;
    private float _hours;
    private float _neverReads;
    private uint _second;

    /// <summary>Entries ahead of fast clicking when something was served last.</summary>
    public readonly float Minutes => _minutes;

    /// <summary>The same of entries ahead of clicking for hours.</summary>
    public readonly float Hours => _hours;

    /// <summary>Entries ahead of fast clicking at a second at which perhaps nothing was served.</summary>
    public readonly float MinutesAt(uint second) => Math.Max(0, _minutes - (HoursTo(second) * FastEntriesPerHour));

    /// <summary>Entries ahead of clicking for hours at such a second.</summary>
    public readonly float HoursAt(uint second)
    {
        // e^x from below by its series, in operations that give the same bits everywhere.
        var hours = HoursTo(second);
        var x = hours / HoursToForget;
        var left = Math.Min(_hours - (hours * SteadyEntriesPerHour), _hours / (1 + x + (x * x / 2)));
        return Math.Max(0, left);
    }

    /// <summary>Nats for: opens entry after new entry and never stops to read one.</summary>
    public readonly float NeverReads => _neverReads;

    /// <summary>Counts entries that were served.</summary>
    /// <param name="second">When.</param>
    /// <param name="entries">Those that are new to the account, by estimate.</param>
    /// <param name="page">What each of them counts.</param>
    public void Serve(uint second, float entries, in PageWeight page)
    {
        var seconds = second > _second ? second - _second : 0;
        if (page.QuickSeconds > 0)
        {
            var isQuick = seconds > 0 && seconds <= page.QuickSeconds;
            var quick = page.IsEntry ? Quick : QuickOfPages;
            var nats = seconds > ReadSeconds ? Read : entries <= 0 ? Again : isQuick ? quick : 0;
            _neverReads = Math.Clamp(_neverReads + nats, 0, Ceiling);
        }

        _minutes = MinutesAt(second) + (entries * page.OfMinutes);
        var asClicks = Math.Min(entries * PageWeight.OfClick, seconds * page.PerSecond);
        _hours = HoursAt(second) + Math.Max(entries * page.OfHours, asClicks);
        _second = Math.Max(second, _second);
    }

    private readonly float HoursTo(uint second) => second > _second ? (second - _second) / 3_600f : 0;
}
