using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// Starts to load memory that is about to be used. With a million accounts nearly every state has to come from main
/// memory: asked for one after the other its lines would cost more than the work on them (<c>ratio accounts</c> of
/// the benchmarks). A hint only; does nothing where the processor has none.
/// </summary>
internal static unsafe class Prefetch
{
    private const int LineBytes = 64;

    /// <summary>Asks for the line that holds the start of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void First<T>(ref T value)
    {
        if (Sse.IsSupported)
        {
            // The collector may move what the pointer was taken from; a hint for a wrong line does no harm.
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
        }
    }

    /// <summary>Asks for all lines of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Whole<T>(ref T value)
        where T : struct
    {
        if (Sse.IsSupported)
        {
            var start = (byte*)Unsafe.AsPointer(ref value);
            for (var offset = 0; offset < Unsafe.SizeOf<T>(); offset += LineBytes)
            {
                Sse.Prefetch0(start + offset);
            }

            Sse.Prefetch0(start + Unsafe.SizeOf<T>() - 1);
        }
    }
}
