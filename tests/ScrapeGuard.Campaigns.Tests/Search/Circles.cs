using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>People of some circles, each of which has tracks of its own that the others hardly play.</summary>
internal static class Circles
{
    /// <summary>Circles, and tracks that each plays.</summary>
    private const int Count = 8;
    private const int TracksOfOne = 100;
    private const double Loyalty = 0.85;

    /// <summary>So many people, of each circle as many, who come back to a third of what they take.</summary>
    public static SearchAccount[] People(int seed, int people = 80, double loyalty = Loyalty) =>
        [.. Enumerable.Range(0, people).Select(i => Person(i, seed, loyalty))];

    /// <summary>Someone who takes from one circle mostly; loyalty 0: from all alike.</summary>
    public static SearchAccount Person(int account, int seed, double loyalty = Loyalty)
    {
        var dice = new Random(Core.Hashing.StableHash.Combine((ulong)seed, (ulong)account).GetHashCode());
        return Taker.Of(account, Draw(dice, account % Count, 70, loyalty), Draw(dice, account % Count, 35, loyalty));
    }

    /// <summary>One who takes so many from all circles alike, and comes back to few.</summary>
    public static SearchAccount Mimic(int account, int seed, int tracks = 160, int returned = 20)
    {
        var dice = new Random(Core.Hashing.StableHash.Combine((ulong)seed, (ulong)account).GetHashCode());
        return Taker.Of(account, Draw(dice, 0, tracks, 0), Draw(dice, 0, returned, 0));
    }

    /// <summary>Tracks by popularity: the first of a circle are taken far more often than the last.</summary>
    private static List<int> Draw(Random dice, int circle, int count, double loyalty) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            var of = dice.NextDouble() < loyalty ? circle : dice.Next(Count);
            return (of * TracksOfOne) + (int)(TracksOfOne * dice.NextDouble() * dice.NextDouble());
        }),
    ];
}
