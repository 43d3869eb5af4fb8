namespace ScrapeGuard.AccountService.Reference;

/// <summary>The reference service in numbers.</summary>
public sealed record LedgerSummary
{
    /// <summary>Calls that came, whatever became of them.</summary>
    public long Calls { get; init; }

    /// <summary>Things that were done.</summary>
    public long CarriedOut { get; init; }

    /// <summary>Calls whose key had been carried out already, and that did nothing.</summary>
    public long Repeated { get; init; }

    /// <summary>Calls for which there was no room.</summary>
    public long TurnedAway { get; init; }

    /// <summary>Keys that were carried out more than once: nought where all is well.</summary>
    public int KeysCarriedOutTwice { get; init; }

    public int Accounts { get; init; }

    public int Throttled { get; init; }

    public int Challenged { get; init; }

    public int Suspended { get; init; }
}
