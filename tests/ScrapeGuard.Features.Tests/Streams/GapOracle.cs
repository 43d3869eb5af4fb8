namespace ScrapeGuard.Features.Tests.Streams;

/// <summary>
/// Mean and deviation of log2(1 + seconds) from the weights of all gaps written out: equal for the first 64, then each new
/// one 1/64 and all before it 63/64 of what they were.
/// </summary>
internal static class GapOracle
{
    public static double Mean(IReadOnlyList<StreamEvent> events) => Moments(GapsOf(events)).Mean;

    public static double Deviation(IReadOnlyList<StreamEvent> events) => Moments(GapsOf(events)).Deviation;

    public static (double Mean, double Deviation) Moments(IReadOnlyList<long> gapsMicros)
    {
        var weights = new double[gapsMicros.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            var share = 1.0 / Math.Min(i + 1, 64);
            for (var j = 0; j < i; j++)
            {
                weights[j] *= 1 - share;
            }

            weights[i] = share;
        }

        var values = gapsMicros.Select(g => Math.Log2(1 + (g * 1e-6))).ToList();
        var mean = values.Zip(weights, (x, w) => x * w).Sum();
        return (mean, Math.Sqrt(values.Zip(weights, (x, w) => w * (x - mean) * (x - mean)).Sum()));
    }

    private static List<long> GapsOf(IReadOnlyList<StreamEvent> events) =>
        [.. events.Zip(events.Skip(1), (a, b) => b.Event.TimeMicros - a.Event.TimeMicros)];
}
