using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Scrapers;

/// <summary>One account's way through the catalogue: its share of the campaign's, each track once.</summary>
internal sealed class ScrapePlan
{
    private readonly TrackCatalogue _catalogue;
    private readonly ScraperOptions _options;
    private readonly Permutation _random;
    private readonly int _account;
    private readonly int _first;
    private readonly int _length;
    private int _taken;

    /// <param name="catalogue">What there is.</param>
    /// <param name="options">The campaign.</param>
    /// <param name="account">The account's number within the campaign.</param>
    /// <param name="campaign">The campaign's own chance: the same for each of its accounts.</param>
    public ScrapePlan(TrackCatalogue catalogue, ScraperOptions options, int account, Chance campaign)
    {
        _catalogue = catalogue;
        _options = options;
        _account = account;
        var count = catalogue.Count;
        var disjoint = options.Partition == ScrapePartition.Disjoint;
        var key = campaign.Next();

        // Overlapping accounts each go their own way: a random order, or a start, of their own.
        _random = new Permutation(count, disjoint ? key : Chance.Mix(key + (ulong)account));
        _length = disjoint ? (int)(((long)count + options.Accounts - 1 - account) / options.Accounts) : count;
        _first = options.Order != ScrapeOrder.Sequential ? 0
            : disjoint ? (int)((long)count * account / options.Accounts)
            : (int)(Chance.Mix(key ^ (ulong)account) % (ulong)count);
        if (disjoint && options.Order == ScrapeOrder.Sequential)
        {
            _length = (int)((long)count * (account + 1) / options.Accounts) - _first;
        }
    }

    /// <summary>The next planned track, below 0 when its share is done.</summary>
    public int Next() => _taken < _length ? TrackAt(_taken++) : -1;

    /// <summary>Fills a page with what the campaign's accounts will take later.</summary>
    public void Peek(ref Chance dice, Span<int> page)
    {
        foreach (ref var track in page)
        {
            var position = Math.Min(_taken + dice.Between(5, 200), _length - 1);
            track = TrackAt(position, dice.Below(_options.Accounts));
        }
    }

    private int TrackAt(int position) => TrackAt(position, _account);

    private int TrackAt(int position, int account)
    {
        if (_options.Order == ScrapeOrder.Sequential)
        {
            return (int)(((long)_first + position) % _catalogue.Count);
        }

        // Disjoint accounts take turns along the one order.
        var place = _options.Partition == ScrapePartition.Disjoint
            ? (int)((((long)position * _options.Accounts) + account) % _catalogue.Count)
            : position;
        return _options.Order == ScrapeOrder.Random ? _random.At(place) : _catalogue.PopularFirst()[place];
    }
}
