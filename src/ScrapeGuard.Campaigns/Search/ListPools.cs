namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Candidates that come back to next to nothing, as one who works through a list: a pool, as accounts are that share a
/// trait. Few people are in it, and nothing is found among these: the evidence is in what is taken. A swarm is looked
/// for in it that splits a list and has no cover.
/// </summary>
internal static class ListPools
{
    /// <summary>The share of an account's tracks to which it came back, at most.</summary>
    private const double MostReturned = 0.05;

    /// <summary>The pool, if it is one.</summary>
    /// <param name="accounts">What accounts took.</param>
    /// <param name="candidates">The places of those that may belong to a group, in rising order.</param>
    /// <param name="fewest">Accounts of a pool, at least.</param>
    /// <param name="others">How many other pools there are to choose from.</param>
    public static IEnumerable<TraitPool> Of(
        IReadOnlyList<SearchAccount> accounts, IReadOnlyList<int> candidates, int fewest, int others)
    {
        int[] pool = [.. candidates.Where(a => ReturnedOf(accounts[a]) <= MostReturned)];
        return pool.Length < fewest ? [] : [new TraitPool(pool, others + 1, IsOfOneList: true)];
    }

    private static double ReturnedOf(SearchAccount account) =>
        account.Returned.Length / (double)Math.Max(account.Taken, 1);
}
