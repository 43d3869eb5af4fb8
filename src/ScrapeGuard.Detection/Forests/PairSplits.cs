using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// Splits over two columns, for blocks without missing or infinite values. Products and sum are rounded one by one, as
/// in the scalar descent: a fused operation would send a row that lies on a split to the other side.
/// </summary>
internal readonly unsafe struct PairSplits(int* features, float* weights, float* thresholds, int* paths, int depth)
    : IBlockSplits
{
    private readonly int* _features = features;
    private readonly float* _weights = weights;
    private readonly float* _thresholds = thresholds;

    public int Depth { get; } = depth;

    public int* Paths { get; } = paths;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool GoesRight(float* x, int shift, int node)
    {
        var first = _weights[2 * node] * x[_features[2 * node] << shift];
        var second = _weights[2 * node + 1] * x[_features[2 * node + 1] << shift];
        return first + second >= _thresholds[node];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> EightGoRight(float* x, int shift, int node)
    {
        var first = Vector256.Create(_weights[2 * node]) * Vector256.Load(x + (_features[2 * node] << shift));
        var second = Vector256.Create(_weights[2 * node + 1]) * Vector256.Load(x + (_features[2 * node + 1] << shift));
        var threshold = Vector256.Create(_thresholds[node]);
        return Avx.Compare(first + second, threshold, FloatComparisonMode.OrderedGreaterThanOrEqualNonSignaling)
            .AsInt32();
    }
}
