using System.Numerics.Tensors;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>Grows groups of candidates greedily, from those that have the most evidence with others.</summary>
internal sealed class GroupGrowth
{
    /// <summary>
    /// Members up to which a group may cost more than it brings: of each pair of a large swarm little is expected at
    /// first, and its price grows with its members while what they say grows with their pairs.
    /// </summary>
    public const int MaxUnpaid = 64;

    /// <summary>Accounts that groups are grown from.</summary>
    private const int MaxSeeds = 48;

    private readonly OverlapTable _table;
    private readonly CampaignSearchOptions _options;
    private readonly List<int> _free;

    // Of each free account: the evidence for it, in all its pairs with other free ones.
    private readonly float[] _evidenceFor;
    private readonly float[] _gains;

    public GroupGrowth(OverlapTable table, CampaignSearchOptions options)
    {
        (_table, _options) = (table, options);
        _free = Enumerable.Range(0, table.Accounts.Count).Where(place =>
            table.Accounts[place].IsCandidate && table.Accounts[place].Tracks.Length >= options.MinTracks).ToList();
        _evidenceFor = new float[table.Accounts.Count];
        _gains = new float[table.Accounts.Count];
        foreach (var place in _free)
        {
            TensorPrimitives.Max(table.EvidenceOfAll(place), 0, _gains);
            TensorPrimitives.Add(_evidenceFor, _gains, _evidenceFor);
        }
    }

    /// <summary>Candidates that belong to no group yet, in rising order.</summary>
    public IReadOnlyList<int> Free => _free;

    /// <summary>The group of the most evidence; null: there is none of enough.</summary>
    public Group? Best()
    {
        var price = new GroupPrice(_free.Count);
        Group? best = null;
        foreach (var seed in _free.OrderByDescending(seed => _evidenceFor[seed]).ThenBy(seed => seed).Take(MaxSeeds))
        {
            if (Grow(seed, price) is { } group && (best is null || group.Evidence > best.Evidence))
            {
                best = group;
            }
        }

        return best;
    }

    /// <summary>Takes accounts out of the free ones.</summary>
    public void Remove(IReadOnlyCollection<int> members)
    {
        _free.RemoveAll(members.Contains);
        foreach (var member in members)
        {
            TensorPrimitives.Max(_table.EvidenceOfAll(member), 0, _gains);
            TensorPrimitives.Subtract(_evidenceFor, _gains, _evidenceFor);
        }
    }

    /// <summary>Grows a group from an account, always by the one that adds the most evidence.</summary>
    private Group? Grow(int seed, GroupPrice price)
    {
        var members = new List<int> { seed };
        var paid = price.Start();
        paid.Add(seed);
        var (sum, best, most) = (0.0, 0, 0.0);

        // Who may not be added never gains anything.
        Array.Fill(_gains, float.NegativeInfinity);
        foreach (var place in _free)
        {
            _gains[place] = 0;
        }

        for (var added = seed; members.Count < _free.Count;)
        {
            _gains[added] = float.NegativeInfinity;
            TensorPrimitives.Add(_gains, _table.EvidenceOfAll(added), _gains);
            added = TensorPrimitives.IndexOfMax<float>(_gains);
            if (_gains[added] <= 0)
            {
                break;
            }

            sum += _gains[added];
            members.Add(added);
            paid.Add(added);
            var total = sum - paid.Nats;
            if (members.Count >= _options.MinMembers && total >= _options.MinEvidence
                && (best == 0 || total > most))
            {
                (best, most) = (members.Count, total);
            }

            // What costs so much more than it brings does not come back.
            if (total < most - _options.MinEvidence && (best > 0 || members.Count >= MaxUnpaid))
            {
                break;
            }
        }

        return best == 0 ? null : new Group(members[..best], most, price);
    }
}
