namespace ScrapeGuard.Console.Traffic;

/// <summary>Which accounts are of which campaign; to be called while nothing changes.</summary>
internal static class CampaignMembers
{
    /// <summary>All campaigns, of the engine and of decisions, with those accounts that the model knows.</summary>
    public static IReadOnlyDictionary<string, List<AccountTrace>> All(TrafficTables tables)
    {
        var all = tables.Campaigns.Ids.ToDictionary(id => id, _ => new List<AccountTrace>(), StringComparer.Ordinal);
        foreach (var account in tables.Accounts)
        {
            var found = tables.Campaigns.Of(account.Key);
            if (found is not null)
            {
                all[found].Add(account);
            }

            if (account.Campaign is { } decided && decided != found)
            {
                if (!all.TryGetValue(decided, out var members))
                {
                    all[decided] = members = [];
                }

                members.Add(account);
            }
        }

        return all;
    }

    /// <summary>Those of one campaign.</summary>
    public static IReadOnlyList<AccountTrace> Of(string id, TrafficTables tables) =>
        [.. tables.Accounts.Where(account => account.Campaign == id || tables.Campaigns.Of(account.Key) == id)];

    /// <summary>How many accounts a campaign has, those among them that the model does not know.</summary>
    public static int CountOf(string id, IReadOnlyList<AccountTrace> members, TrafficTables tables)
    {
        var found = tables.Campaigns.Find(id)?.Found;
        return found is null
            ? members.Count
            : members.Count + found.Members.Count(member => tables.Find(member.Account) is null);
    }
}
