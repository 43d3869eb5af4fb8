using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Accounts of which it is told whose tracks they took.</summary>
internal static class Fans
{
    /// <summary>Artists of a catalogue.</summary>
    private const int Artists = 5_000;

    /// <summary>The share of its tracks that one who has favourites takes of these.</summary>
    private const double Loyalty = 0.7;

    /// <summary>The first of the tracks that no person takes.</summary>
    private const int Tail = 50_000;

    /// <summary>People of some circles, each with favourites of its own, who come back to a third.</summary>
    public static SearchAccount[] People(int seed, int people = 80) =>
        [.. Circles.People(seed, people).Select((person, i) => WithFavourites(person, seed, 12 + (i % 9)))];

    /// <summary>One who takes tracks at random, and comes back to so many.</summary>
    public static SearchAccount List(int account, int seed, int tracks = 200, int returned = 0, int perHour = 4)
    {
        var first = Tail + (account * 1_000);
        return WithoutFavourites(
            Taker.Of(
                account, Enumerable.Range(first, tracks - returned),
                Enumerable.Range(first + tracks, returned), perHour),
            seed);
    }

    /// <summary>Whose tracks are mostly by so many artists.</summary>
    public static SearchAccount WithFavourites(SearchAccount account, int seed, int favourites)
    {
        var dice = DiceOf(account, seed);
        uint[] own = [.. Enumerable.Range(0, favourites).Select(_ => Any(dice))];
        return With(account, () => dice.NextDouble() < Loyalty ? own[dice.Next(own.Length)] : Any(dice));
    }

    /// <summary>Whose tracks are by any artists.</summary>
    public static SearchAccount WithoutFavourites(SearchAccount account, int seed)
    {
        var dice = DiceOf(account, seed);
        return With(account, () => Any(dice));
    }

    /// <summary>The same, of whose first tracks it is not told who they are by.</summary>
    public static SearchAccount Untold(SearchAccount account, int tracks) => account with
    {
        Artists = [.. account.Artists.Select((artist, place) => place < tracks ? 0 : artist)],
    };

    /// <summary>Who took each track at another time, four in an hour.</summary>
    private static SearchAccount With(SearchAccount account, Func<uint> artist) => account with
    {
        Artists = [.. Enumerable.Range(0, account.Taken).Select(_ => artist())],
        FirstEpochs = [.. Enumerable.Range(0, account.Taken).Select(place => place * 3 / 2)],
    };

    private static uint Any(Random dice) => 1 + (uint)dice.Next(Artists);

    private static Random DiceOf(SearchAccount account, int seed) =>
        new(Core.Hashing.StableHash.Combine((ulong)seed, account.Key.Low).GetHashCode());
}
