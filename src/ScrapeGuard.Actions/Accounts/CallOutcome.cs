namespace ScrapeGuard.Actions.Accounts;

/// <summary>What became of a call, as far as it is known.</summary>
public enum CallOutcome
{
    /// <summary>It was carried out; perhaps by an earlier call with the same key.</summary>
    Done = 0,

    /// <summary>It was certainly not carried out, and may be called again.</summary>
    NotDone = 1,

    /// <summary>It may have been carried out: the service is to be asked, nothing is to be assumed.</summary>
    Unknown = 2,

    /// <summary>The service will never carry it out; people have to look.</summary>
    Refused = 3,
}
