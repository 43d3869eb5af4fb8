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
/// as a slow machine, and what comes within the same second is a client's doing: they say nothing. Of 1,710 addresses
/// of a web log the highest came to 2.2, a crawler's, and 2.9 with the pictures of pages, where all up to ten seconds
/// counted.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct BrowsingDebt
{
    /// <summary>Entries an hour that drain from the bucket of minutes.</summary>
    public const float FastEntriesPerHour = 1_200;

    /// <summary>Entries an hour that drain from the bucket of hours.</summary>
    public const float SteadyEntriesPerHour = 200;

    /// <summary>
    /// What an entry that is asked for by itself counts in the bucket of hours: it is a click, where a page's 50 come
    /// with one. 800 single entries an hour are then over the default bound in an hour; the most a person ever opened
    /// in an hour, 597, once, comes to 576.
    /// </summary>
    public const float ClickWeight = 1.3f;

    /// <summary>
    /// Entries from which on a page counts in full. A person who clicks through a catalogue opens an album of a dozen
    /// as quickly as a single entry, 97 pages in ten minutes (the fastest of a hundred); who carries a catalogue off
    /// asks for as many at once as there may be, 50.
    /// </summary>
    private const int FullPage = 50;

    /// <summary>The same of those who do not listen, and have less use for what they look at.</summary>
    private const int FullPageOfOthers = 20;

    private const uint ReadSeconds = 10;
    private const uint QuickSeconds = 5;

    // ln(0.998 / 0.93) and ln(0.002 / 0.07); ln(0.005 / 0.038) as in TakingTests.
    private const float Quick = 0.0706f;
    private const float Read = -3.56f;
    private const float Again = -2.03f;
    private const float Ceiling = 100;

    private float _minutes;
    private float _hours;
    private float _neverReads;
    private uint _second;

    /// <summary>Entries ahead of fast clicking.</summary>
    public readonly float Minutes => _minutes;

    /// <summary>Entries ahead of clicking for hours.</summary>
    public readonly float Hours => _hours;

    /// <summary>Nats for: opens entry after new entry and never stops to read one.</summary>
    public readonly float NeverReads => _neverReads;

    /// <summary>
    /// What an entry of a page counts, 0 to 1: the less the smaller the page is, for somebody chose it; but each page
    /// is one entry at least.
    /// </summary>
    /// <param name="shown">Entries of the page.</param>
    /// <param name="listens">Whether the account took audio lately.</param>
    public static float WeightOf(int shown, bool listens)
    {
        var full = listens ? FullPage : FullPageOfOthers;
        return shown > 0 && shown < full ? Math.Max(shown / (float)full, 1f / shown) : 1;
    }

    /// <summary>Counts entries that were served.</summary>
    /// <param name="second">When.</param>
    /// <param name="entries">Those that are new to the account, by estimate and weight.</param>
    /// <param name="isClick">Whether the request was for a single one.</param>
    public void Serve(uint second, float entries, bool isClick)
    {
        var seconds = second > _second ? second - _second : 0;
        var hours = seconds / 3_600f;
        if (isClick)
        {
            var nats = seconds > ReadSeconds ? Read : entries <= 0 ? Again : IsQuick(seconds) ? Quick : 0;
            _neverReads = Math.Clamp(_neverReads + nats, 0, Ceiling);
        }

        _second = Math.Max(second, _second);
        _minutes = Math.Max(0, _minutes - (hours * FastEntriesPerHour)) + entries;
        _hours = Math.Max(0, _hours - (hours * SteadyEntriesPerHour)) + (isClick ? ClickWeight * entries : entries);
    }

    private static bool IsQuick(uint seconds) => seconds is > 0 and <= QuickSeconds;
}
