namespace ScrapeGuard.AccountService.Reference.Faults;

/// <summary>What goes wrong with one request.</summary>
/// <param name="board">Where it is counted.</param>
/// <param name="first">Where the faults of its kind begin there.</param>
/// <param name="drawn">A bit for each.</param>
internal readonly struct FaultSet(FaultBoard board, int first, int drawn)
{
    /// <summary>True when this fault comes now; it is counted.</summary>
    public bool Has(Fault fault)
    {
        var has = (drawn & (1 << (int)fault)) != 0;
        if (has)
        {
            board.Came(first + (int)fault);
        }

        return has;
    }
}
