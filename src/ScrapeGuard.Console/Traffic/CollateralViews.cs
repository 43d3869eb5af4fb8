using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Traffic;

/// <summary>Whom it hits, by plan, country and client; to be called while nothing changes.</summary>
internal static class CollateralViews
{
    private const int MaxOfDimension = 20;

    public static IReadOnlyList<CollateralView> Of(TrafficTables tables, IReadOnlyList<AccountTrace> active) =>
    [
        .. By(tables, active, "plan", account => account.Plan),
        .. By(tables, active, "country", account => account.Country),
        .. By(tables, active, "client", account => account.Client),
    ];

    private static IEnumerable<CollateralView> By(
        TrafficTables tables, IReadOnlyList<AccountTrace> active, string dimension, Func<AccountTrace, uint> of) =>
        active.GroupBy(of).Where(group => group.Key != 0).Select(group => new CollateralView(
            dimension,
            tables.Texts.Of(group.Key) ?? "",
            group.LongCount(),
            group.LongCount(account => account.IsSuspended),
            group.LongCount(account => account.Applied == EffectKind.Throttle)))
            .Where(view => view.Value.Length > 0)
            .OrderByDescending(view => view.Suspended).ThenByDescending(view => view.People)
            .ThenBy(view => view.Value, StringComparer.Ordinal).Take(MaxOfDimension);
}
