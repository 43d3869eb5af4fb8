namespace ScrapeGuard.AccountService.Reference.Faults;

/// <summary>The faults that were ordered, and how many have come. Any thread may use it.</summary>
/// <param name="seed">Of the chance: the same requests in the same order have the same faults.</param>
public sealed class FaultBoard(int seed)
{
    private static readonly int OfCalls = Enum.GetValues<Fault>().Length;

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly FaultRule[] _rules = new FaultRule[FaultNames.All.Count];
    private readonly long[] _counts = new long[FaultNames.All.Count];

    /// <summary>Orders a fault, in the place of what was ordered of it before.</summary>
    /// <returns>False when there is no such fault.</returns>
    public bool Order(string name, FaultRule rule)
    {
        if (rule.Mistake is { } mistake)
        {
            throw new ArgumentException(mistake, nameof(rule));
        }

        var index = IndexOf(name);
        lock (_lock)
        {
            if (index >= 0)
            {
                _rules[index] = rule;
            }
        }

        return index >= 0;
    }

    /// <summary>All goes well from now on.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Array.Clear(_rules);
        }
    }

    /// <summary>What is ordered of each, by name.</summary>
    public IReadOnlyList<(string Name, FaultRule Rule, long Count)> Read()
    {
        lock (_lock)
        {
            return [.. FaultNames.All.Select((name, index) => (name, _rules[index], _counts[index]))];
        }
    }

    /// <summary>How often a fault has come.</summary>
    public long CountOf(string name)
    {
        lock (_lock)
        {
            var index = IndexOf(name);
            return index >= 0 ? _counts[index] : throw new ArgumentException(name, nameof(name));
        }
    }

    /// <summary>What goes wrong with the next request: any number of faults, of which the first decides.</summary>
    /// <param name="isQuestion">It is a question, not a call.</param>
    internal FaultSet Draw(bool isQuestion)
    {
        var first = isQuestion ? OfCalls : 0;
        var count = isQuestion ? _rules.Length - OfCalls : OfCalls;
        var drawn = 0;
        lock (_lock)
        {
            for (var i = 0; i < count; i++)
            {
                ref var rule = ref _rules[first + i];
                var isDrawn = rule.Share > 0 && _random.NextDouble() < rule.Share;
                if (!isDrawn && rule.Count > 0)
                {
                    rule = rule with { Count = rule.Count - 1 };
                    isDrawn = true;
                }

                drawn |= isDrawn ? 1 << i : 0;
            }
        }

        return new FaultSet(this, first, drawn);
    }

    internal void Came(int index)
    {
        lock (_lock)
        {
            _counts[index]++;
        }
    }

    private static int IndexOf(string name)
    {
        for (var i = 0; i < FaultNames.All.Count; i++)
        {
            if (FaultNames.All[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
