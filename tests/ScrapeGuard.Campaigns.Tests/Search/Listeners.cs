using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Accounts that take audio by a popularity like that of music: weight of rank r is 1 / (r + 10).</summary>
internal sealed class Listeners
{
    /// <summary>The first account that is a candidate.</summary>
    public const int FirstCandidate = 10_000;

    /// <summary>Ranks that are drawn; as many more are there, which nobody listens to.</summary>
    private const int Catalogue = 20_000;

    private const long EpochsPerHour = 6;

    private static readonly ulong[] AllTracks = [.. Leaks.Tracks.Of(99, 2 * Catalogue)];

    private readonly Dictionary<int, ulong[]> _traits = [];
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

    /// <summary>What was taken: the epoch, the account, the track.</summary>
    public List<(long Epoch, int Account, ulong Track)> Takings { get; } = [];

    public static AccountKey KeyOf(int account)
    {
        var key = Core.Hashing.StableHash.Combine((ulong)account, 5);
        return new AccountKey(key, Core.Hashing.StableHash.Combine(key, 6));
    }

    /// <summary>People who take 80 to 320 tracks each, with tastes of their own.</summary>
    public static Listeners Crowd(int seed, int people)
    {
        var listeners = new Listeners(seed);
        for (var person = 0; person < people; person++)
        {
            listeners.Person(person, 80 + (person % 7 * 40), tasteSeed: (seed * 1_000) + person);
        }

        return listeners;
    }

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

    /// <summary>Sixty candidates who are people, some with a taste of their own and some without.</summary>
    public void AddCandidatesWhoArePeople()
    {
        for (var i = 0; i < 60; i++)
        {
            Person(FirstCandidate + i, 100 + (i % 5 * 50), tasteSeed: 90_000 + i, tasteShare: i % 4 * 0.2);
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

    public void Take(int account, int rank, int hour) =>
        Takings.Add((hour * EpochsPerHour, account, AllTracks[rank]));

    /// <summary>Gives an account a trait; it shows in each epoch in which the account takes something.</summary>
    public void Share(int account, TraitKind kind, ulong value) =>
        _traits[account] = [.. _traits.GetValueOrDefault(account, []), Trait.Of(kind, value)];

    /// <summary>A rank by popularity.</summary>
    public int Draw() => Draw(_dice);

    /// <summary>The takings of each epoch, in order, dealt out among so many who see a part.</summary>
    public IEnumerable<(long Epoch, PopularityDelta[] Parts)> Epochs(int parts = 1, int dealSeed = 0)
    {
        var deal = new Random(dealSeed);
        foreach (var epoch in Takings.GroupBy(taking => taking.Epoch).OrderBy(epoch => epoch.Key))
        {
            PopularityDelta[] deltas = [.. Enumerable.Range(0, parts).Select(_ => new PopularityDelta())];
            foreach (var (_, account, track) in epoch.OrderBy(_ => deal.Next()))
            {
                // An account is in one partition.
                var delta = deltas[account % parts];
                delta.Add(track, rarityBits: 8);
                delta.Candidates.Note(KeyOf(account), track, account >= FirstCandidate);
                foreach (var trait in _traits.GetValueOrDefault(account, []))
                {
                    delta.Candidates.Traits.Note(KeyOf(account), trait);
                }
            }

            yield return (epoch.Key, deltas);
        }
    }

    /// <summary>What a search finds at the end.</summary>
    public IReadOnlyList<FoundGroup> Find(
        CampaignSearchOptions? options = null, double hitShare = CampaignSearch.HitShare)
    {
        var (book, sketch, last) = (new CandidateBook(), new PopularitySketch(), 0L);
        foreach (var (epoch, parts) in Epochs())
        {
            book.Take(epoch, parts[0].Candidates);
            sketch.Merge(epoch, parts);
            last = epoch;
        }

        return new CampaignSearch(options ?? new CampaignSearchOptions())
            .Find(book.ToList(), sketch.SharesAt(last), hitShare);
    }

    private int Draw(Random dice)
    {
        var place = Array.BinarySearch(_cumulated, dice.NextDouble() * _cumulated[^1]);
        return Math.Min(place < 0 ? ~place : place, Catalogue - 1);
    }
}
