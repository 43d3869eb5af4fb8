namespace ScrapeGuard.Campaigns.Search;

/// <summary>Accounts that may be a campaign.</summary>
/// <param name="Members">Their places in the table.</param>
/// <param name="Evidence">In nats, less the choice of the group.</param>
/// <param name="Price">Of that choice.</param>
internal sealed record Group(List<int> Members, double Evidence, GroupPrice Price)
{
    public FoundGroup ToFound(OverlapTable table, TraitTable traits)
    {
        var measure = new GroupMeasure(table, Members);
        var likeness = measure.LikenessOfFew();
        var fewShare = measure.ShareOfFew();
        var shared = traits.SharedIn(Members);
        return new FoundGroup(
            CampaignKind.Disjoint, [.. Members.OrderBy(a => table.Accounts[a].Key).Select(ToMember)], Evidence);

        FoundMember ToMember(int a)
        {
            var (expected, observed) = measure.SharedWith(a);
            return new FoundMember(
                table.Accounts[a].Key, expected, observed, measure.LikenessTo(a) >= likeness,
                shared.GetValueOrDefault(a), IsStranger: observed <= fewShare * expected);
        }
    }
}
