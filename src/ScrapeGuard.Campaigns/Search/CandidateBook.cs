using System.Runtime.InteropServices;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// What each account took as audio, once or more often, in bounded memory: of too many tracks a sample by hash, the
/// same for all accounts, is kept. Order of events does not matter, and books merge in any order.
/// </summary>
/// <remarks>Pieces of one track that lie within a quarter of an hour are one taking.</remarks>
public sealed class CandidateBook
{
    private const long OneTakingMicros = 900_000_000;

    private readonly int _capacity;
    private readonly Dictionary<(AccountKey Account, ulong Track), (long First, long Last)> _takings = [];
    private int _level;

    /// <param name="capacity">Pairs of account and track that are kept.</param>
    public CandidateBook(int capacity = 8_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _capacity = capacity;
    }

    /// <summary>Share of tracks that is kept.</summary>
    public double SampledShare => Math.ScaleB(1, -_level);

    /// <summary>Notes an event.</summary>
    public void Count(in AccessEvent e, ReadOnlySpan<ulong> tracks)
    {
        if (e.Operation != Operation.Audio || !Leaks.LeakLedger.IsServed(e))
        {
            return;
        }

        foreach (var track in tracks)
        {
            Note(e.Account, track, e.TimeMicros, e.TimeMicros);
        }
    }

    /// <summary>Notes all that another noted.</summary>
    public void Merge(CandidateBook other)
    {
        RaiseTo(other._level);
        foreach (var ((account, track), (first, last)) in other._takings)
        {
            Note(account, track, first, last);
        }
    }

    /// <summary>Every account with what it took once, in order of key, and the takers of each track.</summary>
    public CandidateList ToList()
    {
        var takers = new Dictionary<ulong, int>();
        var once = new Dictionary<AccountKey, List<ulong>>();
        foreach (var ((account, track), (first, last)) in _takings)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(takers, track, out _)++;
            if (last - first <= OneTakingMicros)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(once, account, out _) ??= []).Add(track);
            }
        }

        return new CandidateList(
            [.. once.OrderBy(account => account.Key).Select(account =>
                new CampaignCandidate(account.Key, [.. account.Value.Order()]))],
            takers,
            _takings.Count);
    }

    private void Note(AccountKey account, ulong track, long first, long last)
    {
        if (!Leaks.TrackSample.IsOf(track, _level))
        {
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_takings, (account, track), out var exists);
        known = exists ? (Math.Min(known.First, first), Math.Max(known.Last, last)) : (first, last);
        while (_takings.Count > _capacity)
        {
            RaiseTo(_level + 1);
        }
    }

    private void RaiseTo(int level)
    {
        if (level <= _level)
        {
            return;
        }

        _level = level;
        foreach (var taking in _takings.Keys.Where(taking => !Leaks.TrackSample.IsOf(taking.Track, level)).ToList())
        {
            _takings.Remove(taking);
        }
    }
}
