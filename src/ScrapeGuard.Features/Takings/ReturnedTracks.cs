using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Takings;

/// <summary>
/// Which tracks an account has come back to: a Bloom filter of 256 bits in 36 bytes, two bits a track. It is emptied
/// after <see cref="Capacity"/> tracks, so that a track may be called a first return again; it is called an old one by
/// mistake with a chance of 7 % at 40 tracks and 15 % when full.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct ReturnedTracks
{
    /// <summary>Tracks that it holds.</summary>
    public const int Capacity = 64;

    private const int Words = 4;

    private Filter _filter;
    private uint _count;

    /// <summary>Remembers that the account came back to a track. True when it had never before.</summary>
    public bool See(ulong track)
    {
        var probes = track * 0xC2B2AE3D27D4EB4F;
        int first = (int)(probes >> 56), second = (int)(probes >> 48) & 255;
        if (Has(first) && Has(second))
        {
            return false;
        }

        if (_count == Capacity)
        {
            _filter = default;
            _count = 0;
        }

        _count++;
        _filter[first >> 6] |= 1UL << (first & 63);
        _filter[second >> 6] |= 1UL << (second & 63);
        return true;
    }

    private readonly bool Has(int bit) => (_filter[bit >> 6] & (1UL << (bit & 63))) != 0;

    [InlineArray(Words)]
    private struct Filter
    {
        private ulong _first;
    }
}
