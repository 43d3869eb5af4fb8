using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ScrapeGuard.Features.Windows;

/// <summary>
/// Eight counters over one sliding window of event time, in 80 bytes. The window is cut into
/// <see cref="WindowCut.Parts"/> parts; the part under way and the three before it count whole, the oldest counts by
/// the share of it that still lies in the window: <c>c0 + c1 + c2 + c3 + (1 - f) c4</c>, where f is how far the part
/// under way has gone, to the second. So the value slides and has no cliff; it is off by at most
/// <c>max(f, 1 - f) c4</c>, the unknown places of the events of one part. A counter stops at 65,535 a part: then the
/// value is a lower bound.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct CounterWindow8
{
    private Slots _slots;

    /// <summary>Adds to the counters.</summary>
    /// <param name="steps">Parts since the last addition (<see cref="WindowCut.StepsOf"/>): the owner knows the
    /// time.</param>
    /// <param name="delta">What to add to each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int steps, Vector128<ushort> delta)
    {
        if (steps != 0)
        {
            Slide(steps);
        }

        _slots[0] = Vector128.AddSaturate(_slots[0], delta);
    }

    /// <summary>Lets the window slide by a number of parts; back in time is a new beginning.</summary>
    public void Slide(int steps)
    {
        for (var i = WindowCut.Parts; i >= 0; i--)
        {
            _slots[i] = i >= steps && steps >= 0 ? _slots[i - steps] : default;
        }
    }

    /// <summary>The window's value for each counter; <paramref name="gone"/> is f, 0 to 1.</summary>
    public readonly Vector256<float> Sum(float gone)
    {
        var whole = ToSingle(_slots[0]) + ToSingle(_slots[1]) + ToSingle(_slots[2]) + ToSingle(_slots[3]);
        return whole + (ToSingle(_slots[4]) * (1 - gone));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ToSingle(Vector128<ushort> counters)
    {
        var (low, high) = Vector128.Widen(counters);
        return Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32());
    }

    [InlineArray(WindowCut.Parts + 1)]
    private struct Slots
    {
        private Vector128<ushort> _first;
    }
}
