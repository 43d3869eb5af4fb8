using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Accounts that take audio by a popularity like that of music: weight of rank r is 1 / (r + 10).</summary>
internal sealed class Listeners
{
    private const int Catalogue = 20_000;
    private const long Hour = 3_600_000_000;

    private static readonly ulong[] AllTracks = [.. Leaks.Tracks.Of(99, Catalogue)];

    private readonly Random _dice;
    private readonly double[] _cumulated = new double[Catalogue];

    public Listeners(int seed)
    {
        _dice = new Random(seed);
        var sum = 0.0;
        for (var rank = 0; rank < Catalogue; rank++)
        {
            sum += 1 / (rank + 10.0);
            _cumulated[rank] = sum;
        }
    }

    public CandidateBook Book { get; } = new();

    public static AccountKey KeyOf(int account) => new((ulong)account * 0x9E3779B97F4A7C15, (ulong)account);

    /// <summary>Takes tracks by popularity, part of them from a taste of its own, some again and again.</summary>
    public void Person(int account, int takings, int tasteSeed, double tasteShare = 0.4)
    {
        var taste = new Random(tasteSeed);
        var own = Enumerable.Range(0, 200).Select(_ => Draw(taste)).ToArray();
        for (var i = 0; i < takings; i++)
        {
            Take(account, _dice.NextDouble() < tasteShare ? own[_dice.Next(own.Length)] : Draw(_dice), i);
        }
    }

    /// <summary>Works down the ranks with others, each with a part of its own, and repeats popular tracks.</summary>
    public void Mimic(int account, int part, int parts, int takings)
    {
        for (var i = 0; i < takings; i++)
        {
            Take(account, (i * parts) + part, i);
            if (i % 4 == 0)
            {
                var popular = _dice.Next(40);
                Take(account, popular, i);
                Take(account, popular, i + 1);
            }
        }
    }

    /// <summary>Takes a list of ranks, an hour each.</summary>
    public void List(int account, IEnumerable<int> ranks)
    {
        var hour = 0;
        foreach (var rank in ranks)
        {
            Take(account, rank, hour++);
        }
    }

    public void Take(int account, int rank, int hour)
    {
        var e = new AccessEvent { Account = KeyOf(account), Operation = Operation.Audio, TimeMicros = hour * Hour };
        Book.Count(e, [TrackOf(rank)]);
    }

    /// <summary>A rank by popularity.</summary>
    public int Draw() => Draw(_dice);

    private static ulong TrackOf(int rank) => AllTracks[rank];

    private int Draw(Random dice)
    {
        var place = Array.BinarySearch(_cumulated, dice.NextDouble() * _cumulated[^1]);
        return Math.Min(place < 0 ? ~place : place, Catalogue - 1);
    }
}
