namespace ScrapeGuard.Actions.Safeguards;

/// <summary>What a safeguard event tells of its finding; the numbers are OCSF's <c>activity_id</c>.</summary>
public enum SafeguardActivity
{
    /// <summary>A finding is new.</summary>
    Create = 1,

    /// <summary>Something was done, decided or noted about it.</summary>
    Update = 2,

    /// <summary>It is settled.</summary>
    Close = 3,
}
