using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.MlNet.Tests;

/// <summary>
/// Rows that hang together as people's do: a few hidden habits, of which each feature is a mix, and a little noise.
/// </summary>
internal static class People
{
    public const int Columns = 12;

    private const int Habits = 4;

    public static string[] Names { get; } = [.. Enumerable.Range(0, Columns).Select(column => $"feature-{column}")];

    /// <param name="seed">Draws the people; how features mix is always the same.</param>
    /// <param name="count">Number of rows.</param>
    public static float[] Rows(ulong seed, int count)
    {
        var mixing = new SplitMix64(99);
        var mix = new double[Columns * Habits];
        for (var i = 0; i < mix.Length; i++)
            mix[i] = mixing.NextGaussian();
        var random = new SplitMix64(seed);
        var rows = new float[count * Columns];
        var habits = new double[Habits];
        for (var row = 0; row < count; row++)
        {
            for (var habit = 0; habit < Habits; habit++)
                habits[habit] = random.NextGaussian();
            for (var column = 0; column < Columns; column++)
            {
                var value = 3 + 0.2 * random.NextGaussian();
                for (var habit = 0; habit < Habits; habit++)
                    value += mix[column * Habits + habit] * habits[habit];
                rows[row * Columns + column] = (float)value;
            }
        }
        return rows;
    }

    /// <summary>A row like people's in each feature, and like nobody's in how they go together.</summary>
    public static float[] Stranger(ulong seed)
    {
        var random = new SplitMix64(seed);
        var row = new float[Columns];
        for (var column = 0; column < Columns; column++)
            row[column] = (float)(3 + 2 * random.NextGaussian());
        return row;
    }
}
