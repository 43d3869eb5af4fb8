using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Tests;

/// <summary>Seeded rows for tests.</summary>
internal static class RandomRows
{
    public static float[] Gaussian(ulong seed, int rows, int columns)
    {
        var random = new SplitMix64(seed);
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)random.NextGaussian();
        return values;
    }

    /// <summary>With ties, a constant column, missing and infinite values.</summary>
    public static float[] Awkward(ulong seed, int rows, int columns)
    {
        var random = new SplitMix64(seed);
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextInt(20) switch
            {
                0 => float.NaN,
                1 => float.PositiveInfinity,
                2 => float.NegativeInfinity,
                < 10 => random.NextInt(3),
                _ => (float)random.NextGaussian(),
            };
            if (i % columns == 1)
                values[i] = 7;
        }
        return values;
    }

    public static string[] Names(int columns)
    {
        var names = new string[columns];
        for (var i = 0; i < columns; i++)
            names[i] = $"feature{i}";
        return names;
    }
}
