namespace ScrapeGuard.Campaigns.Search;

/// <summary>Accounts that may be a campaign.</summary>
/// <param name="Members">Their places in the table.</param>
/// <param name="Evidence">In nats, less the choice of the group.</param>
internal sealed record Group(List<int> Members, double Evidence)
{
    public FoundGroup ToFound(OverlapTable table)
    {
        var likeness = table.LikenessOfFew(Members);
        return new FoundGroup(
            CampaignKind.Disjoint,
            [
                .. Members.OrderBy(a => table.Accounts[a].Key).Select(a => new FoundMember(
                    table.Accounts[a].Key,
                    OthersOf(a, table).Sum(b => table.Expected(a, b)),
                    OthersOf(a, table).Sum(b => (double)table.Observed(a, b)),
                    table.LikenessTo(a, Members) >= likeness)),
            ],
            Evidence);
    }

    /// <summary>
    /// All but the one that it shares most with: two swarms of one operator may walk the same way side by side.
    /// </summary>
    private IEnumerable<int> OthersOf(int a, OverlapTable table)
    {
        var twin = Members.Where(b => b != a).MaxBy(b => table.Observed(a, b));
        return Members.Where(b => b != a && b != twin);
    }
}
