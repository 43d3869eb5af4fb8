namespace ScrapeGuard.Actions.Guarding;

/// <summary>What a counter of the guard counts.</summary>
public enum CounterKind : byte
{
    /// <summary>Suspensions, by scope and minute since 1970.</summary>
    Suspension = 1,

    /// <summary>Suspensions that are due and not yet taken up, by scope; the bucket is 0.</summary>
    Pending = 2,

    /// <summary>
    /// Whom we hit: effects that were done, by <c>KIND COHORT</c> (such as <c>suspend plan:premium</c>) and day since
    /// 1970.
    /// </summary>
    Collateral = 3,
}
