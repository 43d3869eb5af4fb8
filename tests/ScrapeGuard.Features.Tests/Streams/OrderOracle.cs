using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Features.Tests.Streams;

/// <summary>Entropies of the operations from dictionaries of pairs, in double and by the textbook formula.</summary>
internal static class OrderOracle
{
    public static double Mix(IEnumerable<StreamEvent> events) => Mix(events.Select(e => e.Event.Operation));

    public static double Order(IEnumerable<StreamEvent> events) => Order(events.Select(e => e.Event.Operation));

    public static double Mix(IEnumerable<Operation> operations)
    {
        var pairs = Pairs(operations);
        return Entropy(pairs.GroupBy(p => p.Key.Next).Select(g => g.Sum(p => p.Value)));
    }

    public static double Order(IEnumerable<Operation> operations)
    {
        var pairs = Pairs(operations);
        return Entropy(pairs.Values) - Entropy(pairs.GroupBy(p => p.Key.Last).Select(g => g.Sum(p => p.Value)));
    }

    /// <summary>Counts of (operation before, operation), all halved whenever one would pass 255.</summary>
    private static Dictionary<(Operation Last, Operation Next), int> Pairs(IEnumerable<Operation> operations)
    {
        var kinds = operations
            .Select(o => o is Operation.Auth or Operation.Other ? Operation.Browse : o)
            .ToList();
        var pairs = new Dictionary<(Operation, Operation), int>();
        foreach (var pair in kinds.Zip(kinds.Skip(1)))
        {
            if (pairs.GetValueOrDefault(pair) == 255)
            {
                pairs = pairs.ToDictionary(p => p.Key, p => p.Value / 2);
            }

            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
        }

        return pairs;
    }

    private static double Entropy(IEnumerable<int> counts)
    {
        var all = counts.Where(c => c > 0).Select(c => (double)c).ToList();
        return -all.Sum(c => c / all.Sum() * Math.Log2(c / all.Sum()));
    }
}
