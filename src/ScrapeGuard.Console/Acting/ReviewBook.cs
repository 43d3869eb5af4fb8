using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Console.Acting;

/// <summary>
/// Who last dealt with an account or a campaign, and when: read out of the commands that people gave, of which only the
/// new ones are read each time.
/// </summary>
internal sealed class ReviewBook(IActionReader reader, int maxReviews = ReviewBook.MaxReviews)
{
    /// <summary>Accounts and campaigns that are kept; those that were dealt with last.</summary>
    private const int MaxReviews = 20_000;

    private const int PageCommands = 200;

    /// <summary>Commands that are read at the start, the newest.</summary>
    private const int MaxBack = 20_000;

    private readonly Dictionary<(CommandScope Scope, string Name), Review> _reviews = [];
    private string? _newest;

    public int Count => _reviews.Count;

    /// <summary>Somebody dealt with what a case is about; null: nobody did.</summary>
    public Review? Of(Case found) => _reviews.GetValueOrDefault(
        (found.Subject == CaseSubject.Campaign ? CommandScope.Campaign : CommandScope.Account, found.Name));

    /// <summary>Reads the commands that came since.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        string? newest = null;
        var isKnown = false;
        for (var skip = 0; skip < MaxBack && !isKnown; skip += PageCommands)
        {
            var page = await reader.CommandsAsync(account: null, skip, PageCommands, cancellation);
            newest ??= page is [var first, ..] ? first.Command.Id : null;
            foreach (var kept in page)
            {
                // Whatever is behind a known one on its page is taken in again: it changes nothing.
                isKnown |= kept.Command.Id == _newest;
                Note(kept);
            }

            isKnown |= page.Count < PageCommands;
        }

        _newest = newest ?? _newest;
        MakeRoom();
    }

    private void Note(KeptCommand kept)
    {
        var target = kept.Command.Target;
        if (!kept.Outcome.IsAccepted || kept.Command.Kind == CommandKind.Appeal
            || target.Scope is not (CommandScope.Account or CommandScope.Campaign))
        {
            return;
        }

        var key = (target.Scope, target.Name);
        if (!_reviews.TryGetValue(key, out var known) || known.Micros < kept.TakenMicros)
        {
            _reviews[key] = new Review(kept.Command.By, kept.TakenMicros);
        }
    }

    private void MakeRoom()
    {
        if (_reviews.Count > maxReviews)
        {
            foreach (var old in _reviews.OrderBy(review => review.Value.Micros)
                .Take(_reviews.Count - maxReviews).ToList())
            {
                _reviews.Remove(old.Key);
            }
        }
    }
}
