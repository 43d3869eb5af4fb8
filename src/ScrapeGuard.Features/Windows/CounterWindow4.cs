using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ScrapeGuard.Features.Windows;

/// <summary>Four counters over one sliding window, in 40 bytes; otherwise as <see cref="CounterWindow8"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct CounterWindow4
{
    private Slots _slots;

    /// <summary>Adds the lower four counters of <paramref name="delta"/>, <paramref name="steps"/> parts on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int steps, Vector128<ushort> delta)
    {
        if (steps != 0)
        {
            Slide(steps);
        }

        _slots[0] = Vector128.AddSaturate(_slots[0].ToVector128Unsafe(), delta).GetLower();
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
    public readonly Vector128<float> Sum(float gone)
    {
        var whole = ToSingle(_slots[0]) + ToSingle(_slots[1]) + ToSingle(_slots[2]) + ToSingle(_slots[3]);
        return whole + (ToSingle(_slots[4]) * (1 - gone));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ToSingle(Vector64<ushort> counters) =>
        Vector128.ConvertToSingle(Vector128.WidenLower(counters.ToVector128Unsafe()).AsInt32());

    [InlineArray(WindowCut.Parts + 1)]
    private struct Slots
    {
        private Vector64<ushort> _first;
    }
}
