namespace ScrapeGuard.Features.Tests.Streams;

/// <summary>
/// The documented formula of the windows, <c>c0 + c1 + c2 + c3 + (1 - f) c4</c>, naively over the full list of events; and
/// the bound on its distance from the exact sliding window.
/// </summary>
internal sealed class PartOracle(IReadOnlyList<StreamEvent> events)
{
    private long Now => events[^1].Second;

    /// <summary>The formula for an amount in whole numbers, at most 65,535 a part.</summary>
    public double Formula(int window, Func<StreamEvent, double> amount)
    {
        var part = window / 4;
        var gone = Now % part / (double)part;
        var weights = new[] { 1, 1, 1, 1, 1 - gone };
        return weights
            .Select((w, k) => w * Math.Min(
                events.Where(e => (Now / part) - (e.Second / part) == k).Sum(amount), ushort.MaxValue))
            .Sum();
    }

    /// <summary>The amount within a part to either side of the window's old edge: the formula errs by no more.</summary>
    public double Bound(int window, Func<StreamEvent, double> amount)
    {
        var part = window / 4;
        return events
            .Where(e => e.Second > Now - window - part && e.Second < Now - window + part)
            .Sum(amount);
    }

    /// <summary>
    /// Amounts in whole units: a unit counts at the event that fills it, and what is left over is carried on.
    /// </summary>
    public Func<StreamEvent, double> InUnits(Func<StreamEvent, double> amount, int unit)
    {
        var units = new Dictionary<StreamEvent, double>(ReferenceEqualityComparer.Instance);
        var carried = 0L;
        foreach (var e in events)
        {
            var sum = carried + (long)amount(e);
            units[e] = Math.Min(sum / unit, ushort.MaxValue);
            carried = sum % unit;
        }

        return e => units[e];
    }
}
