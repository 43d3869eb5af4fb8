using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScrapeGuard.Detection.Forests;

/// <summary>Splits of one column; a value that is not a number goes left, as in the scalar descent.</summary>
internal readonly unsafe struct ColumnSplits(int* features, float* thresholds, int* paths, int depth) : IBlockSplits
{
    private readonly int* _features = features;
    private readonly float* _thresholds = thresholds;

    public int Depth { get; } = depth;

    public int* Paths { get; } = paths;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool GoesRight(float* x, int shift, int node) => x[_features[node] << shift] >= _thresholds[node];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> EightGoRight(float* x, int shift, int node)
    {
        var values = Vector256.Load(x + (_features[node] << shift));
        var threshold = Vector256.Create(_thresholds[node]);
        return Avx.Compare(values, threshold, FloatComparisonMode.OrderedGreaterThanOrEqualNonSignaling).AsInt32();
    }
}
