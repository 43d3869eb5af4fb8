namespace ScrapeGuard.Detection.Ensembles;

/// <summary>How surprising a member finds each row of the crowd that it was fitted to.</summary>
/// <param name="keys">The member's raw key of each row, at least one; see <see cref="SurpriseTable"/>.</param>
internal sealed class CrowdSurprise(int[] keys)
{
    public SurpriseTable Table { get; } = new(keys);

    /// <summary>Pearson's correlation of two members' surprises; 0 when one has no spread.</summary>
    public double CorrelationWith(CrowdSurprise other)
    {
        double sumX = 0, sumY = 0, squaresX = 0, squaresY = 0, products = 0;
        for (var row = 0; row < keys.Length; row++)
        {
            double x = Table.Of(keys[row]), y = other.At(row);
            sumX += x;
            sumY += y;
            squaresX += x * x;
            squaresY += y * y;
            products += x * y;
        }
        var count = keys.Length;
        var spread = (squaresX - sumX * sumX / count) * (squaresY - sumY * sumY / count);
        return spread > 0 ? (products - sumX * sumY / count) / Math.Sqrt(spread) : 0;
    }

    private float At(int row) => Table.Of(keys[row]);
}
