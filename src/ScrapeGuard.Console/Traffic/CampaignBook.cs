using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Console.Traffic;

/// <summary>
/// Campaigns as the engine finds them, whether or not a decision names them. Open ones are bounded by the engine; of
/// those that are closed the last ones stay. Not safe from two threads at once.
/// </summary>
internal sealed class CampaignBook
{
    /// <summary>Closed campaigns that are kept.</summary>
    public const int MaxClosed = 256;

    /// <summary>Campaigns that are told of as changed at once; of more the next time.</summary>
    private const int MaxChanged = 1_000;

    private readonly Dictionary<string, KnownCampaign> _campaigns = new(StringComparer.Ordinal);
    private readonly Dictionary<AccountKey, string> _members = [];
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Queue<string> _closed = new();
    private IReadOnlyList<Campaign> _open = [];

    public IEnumerable<string> Ids => _campaigns.Keys;

    public KnownCampaign? Find(string id) => _campaigns.GetValueOrDefault(id);

    /// <summary>False only where the engine has said that it is over.</summary>
    public bool IsOpen(string id) => Find(id) is not { IsOpen: false };

    /// <summary>The open campaign that an account is of; null: none.</summary>
    public string? Of(AccountKey account) => _members.GetValueOrDefault(account);

    /// <summary>Takes in what the engine knows now, open campaigns only.</summary>
    public void Take(IReadOnlyList<Campaign> open)
    {
        if (open.Count == _open.Count && open.Zip(_open).All(pair => ReferenceEquals(pair.First, pair.Second)))
        {
            return;
        }

        foreach (var gone in _open.Where(known => !open.Any(campaign => campaign.Number == known.Number)))
        {
            Close(gone);
        }

        _members.Clear();
        foreach (var campaign in open)
        {
            if (Find(campaign.Id) is not { IsOpen: true } known || !ReferenceEquals(known.Found, campaign))
            {
                _campaigns[campaign.Id] = new KnownCampaign(campaign, IsOpen: true);
                NoteChange(campaign.Id);
            }

            foreach (var member in campaign.Members)
            {
                _members[member.Account] = campaign.Id;
            }
        }

        _open = [.. open];
    }

    /// <summary>Something happened to an account of a campaign.</summary>
    public void NoteChange(string id)
    {
        if (_changed.Count < MaxChanged)
        {
            _changed.Add(id);
        }
    }

    /// <summary>Campaigns that changed since this was asked last.</summary>
    public IReadOnlyList<string> TakeChanges()
    {
        List<string> changed = [.. _changed];
        _changed.Clear();
        return changed;
    }

    private void Close(Campaign gone)
    {
        _campaigns[gone.Id] = new KnownCampaign(gone, IsOpen: false);
        NoteChange(gone.Id);
        _closed.Enqueue(gone.Id);
        if (_closed.Count > MaxClosed && _closed.Dequeue() is var oldest && Find(oldest) is { IsOpen: false })
        {
            _campaigns.Remove(oldest);
        }
    }
}
