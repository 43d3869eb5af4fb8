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
/// <param name="QuickSeconds">
/// Since the page before, up to which nobody stopped to read that one; 0: the page says nothing of it.
/// </param>
/// <param name="PerSecond">
/// Of its new entries each counts as a click in the bucket of hours, as long as it is not more a second since the page
/// before; 0: only as much as <paramref name="OfHours"/> says.
/// </param>
public readonly record struct PageWeight(float OfMinutes, float OfHours, byte QuickSeconds, float PerSecond = 0)
{
    /// <summary>Of single entries: five to ten seconds may be a short look as well as a slow machine.</summary>
    public const byte QuickOfEntries = 5;

    /// <summary>
    /// Of pages of several, of one who listens to nothing: these take longer to read. Of 1,753 addresses of a web log
    /// the highest came to 4.2 nats by it (<see cref="BrowsingDebt.NeverReads"/>).
    /// </summary>
    public const byte QuickOfPages = 10;

    /// <summary>
    /// What a click counts in the bucket of hours: the one entry of a page of one, or a whole small page. 889 an hour
    /// are then over the default bound in an hour; the most a person ever opened in an hour, 597, once, comes to 721.
    /// </summary>
    public const float OfClick = 1.3f;

    /// <summary>
    /// What a call for <see cref="List"/> entries and more by their names counts in the bucket of minutes, and in that
    /// of hours, where nobody listens: nine of them are over the default bounds, ten of a call each seven minutes.
    /// </summary>
    private const float BatchOfMinutes = 50;
    private const float BatchOfHours = 123;

    /// <summary>
    /// The part of it that counts in the bucket of minutes of one who listens: a player of somebody else's loads a
    /// library of a thousand by 50 names at once, when it starts.
    /// </summary>
    private const float OfAListener = 0.4f;

    /// <summary>
    /// What the entries of small pages count a second at most, of one who listens to nothing: 1,008 an hour. Nobody
    /// goes on for over an hour with pages of what is new to him and plays none of it; and what pours in quicker counts
    /// no more, for somebody may leaf through as many albums in an hour as the fastest of a hundred people.
    /// </summary>
    private const float NewPerSecond = 0.28f;

    /// <summary>Entries asked for by their names from which on a call is a batch: a page has 25 at most.</summary>
    private const float List = 28;

    /// <summary>Entries from which on a page counts in full.</summary>
    private const float Full = 50;

    /// <summary>Whether it is a single entry, which was asked for by itself.</summary>
    public bool IsEntry => QuickSeconds == QuickOfEntries;

    /// <summary>What a page of some entries counts.</summary>
    /// <param name="operation">How they were asked for.</param>
    /// <param name="entries">How many were served.</param>
    /// <param name="listens">Whether the account took audio lately.</param>
    public static PageWeight Of(Operation operation, int entries, bool listens)
    {
        if (entries <= 1)
        {
            return new PageWeight(1, OfClick, entries == 1 ? QuickOfEntries : (byte)0);
        }

        // Of 50 entries each counts. 12 are a click, 25 count as six where a search or a page showed them, and as nine
        // where they were asked for by their names, or searched for by one who listens to none of what is found.
        var size = Math.Min(entries / Full, 1);
        var isAsked = operation == Operation.Metadata || (operation == Operation.Search && !listens);
        var share = isAsked ? size * MathF.Sqrt(size) : size * size;
        var steady = Math.Max(share, OfClick / entries);

        if (listens)
        {
            return new PageWeight(Math.Max(OfAListener * share, 1f / entries), steady, QuickSeconds: 0);
        }

        var minutes = Math.Max(share, 1f / entries);
        var perSecond = entries >= Full ? 0 : NewPerSecond;
        if (operation != Operation.Metadata)
        {
            return new PageWeight(minutes, steady, QuickOfPages, perSecond);
        }

        var batch = Math.Max(entries / Full, 1) * Fifth(Math.Min(entries / List, 1)) / entries;
        return new PageWeight(
            Math.Max(minutes, BatchOfMinutes * batch), Math.Max(steady, BatchOfHours * batch), QuickOfPages,
            perSecond);
    }

    /// <summary>The fifth power: an album of a dozen is a seventieth of a batch, 20 entries are a fifth.</summary>
    private static float Fifth(float x)
    {
        var square = x * x;
        return square * square * x;
    }
}
