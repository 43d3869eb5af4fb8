using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Acting;

/// <summary>
/// All cases, as far as a list needs them, kept up to date by reading only what changed. So a queue of ten thousand is
/// sorted and searched without the store.
/// </summary>
internal sealed class CaseBook(IActionReader reader, TrafficModel traffic, TimeProvider time) : IDisposable
{
    /// <summary>Cases that are kept; the ones that changed last.</summary>
    public const int MaxCases = 20_000;

    private const int PageCases = 500;
    private const int MaxHeld = 10_000;

    /// <summary>Decisions that are asked for in one go; the rest follows with the next.</summary>
    private const int MaxAsked = 200;

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, Case> _cases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Decision> _decisions = new(StringComparer.Ordinal);
    private readonly ReviewBook _reviews = new(reader);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private CaseBoard _board = CaseBoard.Empty;
    private long? _read;

    /// <summary>Cases that found no room.</summary>
    public long Overflow { get; private set; }

    /// <summary>The cases as they are, half a second ago at most.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<CaseBoard> ReadAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_read is not { } last || time.GetElapsedTime(last) >= Fresh)
            {
                await RefreshAsync(cancellation);
                _read = time.GetTimestamp();
            }

            return _board;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Who last dealt with a case, half a second ago at most; null: nobody.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<Review?> ReviewOfAsync(Case found, CancellationToken cancellation) =>
        (await ReadAsync(cancellation)).Cases.FirstOrDefault(entry => entry.Case.Id == found.Id)?.LastReview;

    public void Dispose() => _gate.Dispose();

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        // Those that changed last come first: behind one that is known as it is nothing is new.
        for (var skip = 0; skip < MaxCases; skip += PageCases)
        {
            var page = await reader.CasesAsync(onlyOpen: false, skip, PageCases, cancellation);
            var known = 0;
            foreach (var found in page)
            {
                known += _cases.TryGetValue(found.Id, out var before) && before == found ? 1 : 0;
                _cases[found.Id] = found;
                if (before != found)
                {
                    _asked.Remove(found.Id);
                }
            }

            if (page.Count < PageCases || known == page.Count)
            {
                break;
            }
        }

        MakeRoom();
        await AskAsync(cancellation);
        await _reviews.RefreshAsync(cancellation);
        var held = (await reader.EffectsAsync(EffectState.Held, skip: 0, MaxHeld, cancellation))
            .GroupBy(effect => effect.Case).ToDictionary(group => group.Key, group => group.ToList());
        _board = new CaseBoard(
            [.. _cases.Values.Where(found => found.Subject != CaseSubject.Guard)
                .Select(found => new CaseEntry(
                    found, _decisions.GetValueOrDefault(found.Id), held.GetValueOrDefault(found.Id) ?? [],
                    _reviews.Of(found)))]);
    }

    private void MakeRoom()
    {
        if (_cases.Count <= MaxCases)
        {
            return;
        }

        foreach (var old in _cases.Values.OrderBy(found => found.IsOpen).ThenBy(found => found.ChangedMicros)
            .Take(_cases.Count - MaxCases).ToList())
        {
            _cases.Remove(old.Id);
            _decisions.Remove(old.Id);
            _asked.Remove(old.Id);
            Overflow++;
        }
    }

    /// <summary>
    /// The newest decisions of cases that changed: those that came by here are known; the store is asked for the
    /// others, a bounded number at once.
    /// </summary>
    private async Task AskAsync(CancellationToken cancellation)
    {
        traffic.Read(tables =>
        {
            foreach (var found in _cases.Values.Where(found =>
                found.Subject == CaseSubject.Account && !_asked.Contains(found.Id)))
            {
                if (tables.Find(found.Name)?.Newest is { } newest)
                {
                    _decisions[found.Id] = newest;
                    _asked.Add(found.Id);
                }
            }

            return _asked.Count;
        });
        foreach (var id in _cases.Values.Where(found => !_asked.Contains(found.Id))
            .OrderByDescending(found => found.ChangedMicros).Take(MaxAsked).Select(found => found.Id).ToList())
        {
            if (await reader.CaseDecisionsAsync(id, 1, cancellation) is [var newest, ..])
            {
                _decisions[id] = newest.Decision;
            }

            _asked.Add(id);
        }
    }
}
