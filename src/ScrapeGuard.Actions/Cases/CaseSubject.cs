namespace ScrapeGuard.Actions.Cases;

/// <summary>What a case is about.</summary>
public enum CaseSubject : byte
{
    Account = 1,

    Campaign = 2,

    /// <summary>The guard: a budget that was used up, the kill switch.</summary>
    Guard = 3,
}
