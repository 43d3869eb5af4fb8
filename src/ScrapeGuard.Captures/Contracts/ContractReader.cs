namespace ScrapeGuard.Captures;

/// <summary>
/// Reads captures of any format as the access events that a topic would hold, several merged by event time as
/// <see cref="CaptureSet"/> merges them: at equal times the capture that was named first goes first.
/// </summary>
public sealed class ContractReader
{
    private readonly PriorityQueue<ContractCursor, (long Micros, int Order)> _heads = new();
    private ContractCursor? _last;

    /// <param name="captures">The captures, of which nothing was read; its counters tell what was no event.</param>
    public ContractReader(CaptureSet captures)
    {
        for (var i = 0; i < captures.Files.Count; i++)
        {
            Await(new ContractCursor(captures.Files[i], i, captures.Counters));
        }
    }

    /// <summary>Reads the next event; false when there is none left.</summary>
    public bool TryRead(out ContractEvent next)
    {
        if (_last is not null)
        {
            _last.MoveOn();
            Await(_last);
        }

        var found = _heads.TryDequeue(out _last, out _);
        next = found ? _last!.Head : default;
        return found;
    }

    private void Await(ContractCursor cursor)
    {
        if (cursor.TryLoad())
        {
            _heads.Enqueue(cursor, cursor.Key);
        }
    }
}
