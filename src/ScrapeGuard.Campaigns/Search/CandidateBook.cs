using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// What candidates, and a sample of all others, took lately: a bounded sample of tracks of each, the same tracks for
/// all. It is brought forward epoch by epoch; within an epoch nothing depends on an order.
/// </summary>
public sealed class CandidateBook
{
    /// <summary>Candidates that are kept from one pruning to the next; those with the most tracks stay.</summary>
    public const int MaxCandidates = 1_000;

    /// <summary>
    /// Others that are kept. Most people take so few tracks that nothing can be held against these: of so many, in a
    /// week, a hundred or two take enough.
    /// </summary>
    public const int MaxOthers = 1_024;

    /// <summary>Two weeks: what was taken before is forgotten.</summary>
    public const int RetentionEpochs = 2_016;

    private const int MaxLevel = 40;
    private const int EntriesToPrune = 8_192;
    private const int MaxEntries = EntriesToPrune + CandidateTakings.MaxOfCandidates + CandidateTakings.MaxOfOthers;

    private readonly Dictionary<AccountKey, BookEntry> _entries = [];
    private int _others;

    /// <summary>One in 2^level of the accounts that are no candidates is kept.</summary>
    public int Level { get; private set; }

    /// <summary>Candidates that found no room so far.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Accounts in it.</summary>
    public int Count => _entries.Count;

    /// <summary>Takes in all that was taken in an epoch, and what was seen of accounts that took anything.</summary>
    public void Take(long epoch, CandidateTakings takings)
    {
        foreach (var (taking, artist) in takings.Candidates)
        {
            Take(taking, artist, (int)epoch, isCandidate: true);
        }

        foreach (var (taking, artist) in takings.Others)
        {
            if (TakingSample.IsOf(taking.Account, Level))
            {
                Take(taking, artist, (int)epoch, isCandidate: false);
            }
        }

        foreach (var (seen, _) in takings.Traits)
        {
            if (_entries.TryGetValue(seen.Account, out var entry))
            {
                entry.See((int)epoch, seen.Track);
            }
        }

        while (_others > MaxOthers && Level < MaxLevel)
        {
            Level++;
            Remove(entry => !entry.IsCandidate && !TakingSample.IsOf(entry.Account, Level));
        }

        if (_entries.Count > EntriesToPrune)
        {
            Prune(epoch);
        }
    }

    /// <summary>Forgets what is old, and candidates for which there is no room.</summary>
    public void Prune(long epoch)
    {
        foreach (var entry in _entries.Values)
        {
            entry.Forget((int)epoch - RetentionEpochs);
        }

        Remove(entry => entry.Count == 0);
        if (_entries.Count - _others > MaxCandidates)
        {
            var surplus = _entries.Values.Where(entry => entry.IsCandidate)
                .OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Account).Skip(MaxCandidates)
                .Select(entry => entry.Account).ToHashSet();
            LeftOut += surplus.Count;
            Remove(entry => surplus.Contains(entry.Account));
        }

        // Fewer people are awake than were when the sample was cut.
        Level -= Level > 0 && _others < MaxOthers / 4 ? 1 : 0;
    }

    /// <summary>Every account with what it took once, in order of key.</summary>
    public IReadOnlyList<SearchAccount> ToList() =>
        [.. _entries.Values.OrderBy(entry => entry.Account).Select(entry => entry.ToAccount(Level))];

    public void Write(BinaryWriter output)
    {
        output.Write(Level);
        output.Write(LeftOut);
        output.Write(_entries.Count);
        foreach (var entry in _entries.Values.OrderBy(entry => entry.Account))
        {
            entry.Write(output);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into an empty book. False: it is damaged.</summary>
    public bool TryRead(BinaryReader input)
    {
        Level = input.ReadInt32();
        LeftOut = input.ReadInt64();
        var count = input.ReadInt32();
        if (Level is < 0 or > MaxLevel || count is < 0 or > MaxEntries)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (BookEntry.Read(input) is not { } entry || !_entries.TryAdd(entry.Account, entry))
            {
                return false;
            }

            _others += entry.IsCandidate ? 0 : 1;
        }

        return true;
    }

    private void Take(in Taking taking, uint artist, int epoch, bool isCandidate)
    {
        if (!_entries.TryGetValue(taking.Account, out var entry))
        {
            _entries[taking.Account] = entry = new BookEntry(taking.Account);
            _others++;
        }

        if (isCandidate && !entry.IsCandidate)
        {
            entry.IsCandidate = true;
            _others--;
        }

        entry.Take(epoch, taking.Track, artist);
    }

    private void Remove(Func<BookEntry, bool> isGone)
    {
        foreach (var (account, entry) in _entries)
        {
            if (isGone(entry))
            {
                _entries.Remove(account);
                _others -= entry.IsCandidate ? 0 : 1;
            }
        }
    }
}
