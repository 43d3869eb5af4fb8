namespace ScrapeGuard.Detection.Numerics;

/// <summary>
/// Exponential and logarithm from IEEE additions, multiplications and divisions alone. The C library's versions differ
/// in the last bit between processors (with and without fused multiply-add); decisions must not.
/// </summary>
public static class StableMath
{
    private const double Ln2 = 0.693147180559945309417232121458;
    private const double SquareRootOfTwo = 1.41421356237309504880168872421;

    /// <summary>
    /// 2 to the power <paramref name="y"/>; relative error below 1e-15. 0 and infinity outside the range of doubles.
    /// </summary>
    public static double Exp2(double y)
    {
        if (double.IsNaN(y))
            return y;
        if (y > 1024)
            return double.PositiveInfinity;
        if (y < -1080)
            return 0;
        var whole = Math.Floor(y + 0.5);
        var z = (y - whole) * Ln2;
        // Taylor's series by Horner: |z| <= 0.347, so the term after the last is below 1e-17.
        var sum = 1.0;
        for (var n = 13; n >= 1; n--)
            sum = 1.0 + z * sum / n;
        return Math.ScaleB(sum, (int)whole);
    }

    /// <summary>e to the power <paramref name="x"/>.</summary>
    public static double Exp(double x) => Exp2(x / Ln2);

    /// <summary>Natural logarithm; negative infinity at 0, NaN below; relative error below 1e-15 away from 1.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x))
            return x;
        var exponent = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > SquareRootOfTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }
        // ln m = 2 artanh((m - 1) / (m + 1)), with |s| <= 0.172: twelve odd terms reach 1e-18.
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var series = 0.0;
        for (var k = 12; k >= 0; k--)
            series = series * square + 1.0 / (2 * k + 1);
        return exponent * Ln2 + 2 * s * series;
    }
}
