namespace ScrapeGuard.Features;

/// <summary>
/// The scale on which models see features: <c>sign(x) log2(1 + |x|)</c>, so that an isolation tree, which cuts ranges
/// at even chance, does not spend all its cuts on the few largest counts. log2 is read off the float's own exponent
/// with a line in each octave (at most 0.0861 too small): monotone, and the same bits on every machine.
/// </summary>
public static class FeatureScale
{
    private const float MantissaUnit = 1f / (1 << 23);
    private const int Bias = 127;

    /// <summary>From a feature's own unit to the model's scale.</summary>
    public static float ToModel(float value)
    {
        var log = (BitConverter.SingleToUInt32Bits(1f + MathF.Abs(value)) * MantissaUnit) - Bias;
        return value < 0 ? -log : log;
    }

    /// <summary>From the model's scale back to the feature's own unit.</summary>
    public static float FromModel(float scaled)
    {
        var value = BitConverter.UInt32BitsToSingle((uint)((MathF.Abs(scaled) + Bias) / MantissaUnit)) - 1f;
        return scaled < 0 ? -value : value;
    }

    /// <summary>Brings a whole vector to the model's scale.</summary>
    public static void ToModel(ReadOnlySpan<float> vector, Span<float> row)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            row[i] = ToModel(vector[i]);
        }
    }
}
