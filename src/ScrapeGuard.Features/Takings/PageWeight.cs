using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Features.Takings;

/// <summary>
/// What each entry of a page counts as catalogue served (<see cref="BrowsingDebt"/>): the less the fewer the page has,
/// for somebody chose it. A person who clicks through a catalogue opens an album of a dozen as quickly as a single
/// entry, 97 pages in ten minutes (the fastest of a hundred); who carries a catalogue off asks for as many at once as
/// there may be, 50.
/// </summary>
/// <param name="OfMinutes">In the bucket of minutes.</param>
/// <param name="OfHours">In the bucket of hours.</param>
/// <param name="IsClick">Whether the page is a single entry, which was asked for by itself.</param>
public readonly record struct PageWeight(float OfMinutes, float OfHours, bool IsClick)
{
    /// <summary>
    /// What a click counts in the bucket of hours: the one entry of a page of one, or a whole small page. 885 an hour
    /// are then over the default bound in an hour; the most a person ever opened in an hour, 597, once, comes to 676.
    /// </summary>
    public const float OfClick = 1.3f;

    /// <summary>
    /// What each of 50 entries counts more over hours that were asked for at once by one who listens to nothing.
    /// </summary>
    private const float BatchShare = 1.25f;

    /// <summary>Entries from which on a page counts in full.</summary>
    private const float Full = 50;

    /// <summary>What a page of some entries counts.</summary>
    /// <param name="operation">How they were asked for.</param>
    /// <param name="entries">How many were served.</param>
    /// <param name="listens">Whether the account took audio lately.</param>
    public static PageWeight Of(Operation operation, int entries, bool listens)
    {
        if (entries <= 1)
        {
            return new PageWeight(1, OfClick, IsClick: entries == 1);
        }

        // Of 50 entries each counts. 12 are a click, 25 count as six where a search or a page showed them, and as nine
        // where they were asked for by their names.
        var size = Math.Min(entries / Full, 1);
        var share = operation == Operation.Metadata ? size * MathF.Sqrt(size) : size * size;
        var steady = Math.Max(share, OfClick / entries);

        // Who asks for 50 at once and listens to nothing is served ten such pages, however slowly they are asked for.
        var batch = operation == Operation.Metadata && !listens ? BatchShare * share * size * size * size * size : 0;
        return new PageWeight(Math.Max(share, 1f / entries), steady + batch, IsClick: false);
    }
}
