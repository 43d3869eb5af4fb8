namespace ScrapeGuard.Campaigns.Search;

/// <summary>Makes a group of accounts each of which says enough by itself, if they are enough.</summary>
/// <param name="accounts">All accounts.</param>
/// <param name="traits">What they share besides.</param>
/// <param name="options">When accounts are a campaign.</param>
internal sealed class GroupOfEach(
    IReadOnlyList<SearchAccount> accounts, TraitTable traits, CampaignSearchOptions options)
{
    /// <summary>The group; null: so many of all look so by chance, or they say too little together.</summary>
    /// <param name="kind">What gave them away.</param>
    /// <param name="members">The accounts, in the order of the candidates.</param>
    /// <param name="candidates">How many were looked at.</param>
    /// <param name="evidenceOf">What each says, in nats.</param>
    /// <param name="toMember">What is told of each, with what it shares with the others.</param>
    public FoundGroup? Of(
        CampaignKind kind, List<int> members, int candidates, Func<int, double> evidenceOf,
        Func<int, SharedTraits, FoundMember> toMember)
    {
        var evidence = members.Sum(evidenceOf) - new GroupPrice(candidates).Of(members);
        if (!options.IsMoreThanChance(members.Count, candidates) || evidence < options.MinEvidence)
        {
            return null;
        }

        var shared = traits.SharedIn(members);
        return new FoundGroup(
            kind,
            [.. members.OrderBy(a => accounts[a].Key).Select(a => toMember(a, shared.GetValueOrDefault(a)))],
            evidence);
    }
}
