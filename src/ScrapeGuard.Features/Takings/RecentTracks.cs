using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Takings;

/// <summary>
/// Which tracks an account took lately: two Bloom filters (B. Bloom 1970) of 768 bits in 196 bytes. New tracks go
/// into one until it holds <see cref="Generation"/>; then the other is emptied and takes its turn, so that the last 64
/// to 128 distinct tracks are remembered. None of those is ever called new; a new one is called known with a chance of
/// at most 2 x 0.37 %, which the tests that build on it reckon with.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct RecentTracks
{
    /// <summary>Distinct tracks of one filter.</summary>
    public const int Generation = 64;

    private const int Words = 12;
    private const int Probes = 6;
    private const int ProbeBits = 10;
    private const int ProbeMask = (1 << ProbeBits) - 1;
    private const int FilterBits = Words * 64;

    private Filter _even;
    private Filter _odd;
    private byte _count;
    private byte _isOdd;
    private ushort _turns;

    /// <summary>Whether nothing was forgotten yet: all that the account ever took is known.</summary>
    public readonly bool RemembersAll => _turns < 2;

    /// <summary>Remembers a track. True when it was known.</summary>
    public bool See(ulong track)
    {
        var probes = ProbesOf(track);
        if (Has(_even, probes) || Has(_odd, probes))
        {
            return true;
        }

        if (_count == Generation)
        {
            _count = 0;
            _isOdd ^= 1;
            _turns = (ushort)Math.Min(_turns + 1, ushort.MaxValue);
            Current() = default;
        }

        _count++;
        Mark(ref Current(), probes);
        return false;
    }

    /// <summary>Whether a track is known; changes nothing.</summary>
    public readonly bool Knows(ulong track)
    {
        var probes = ProbesOf(track);
        return Has(_even, probes) || Has(_odd, probes);
    }

    private static ulong ProbesOf(ulong track)
    {
        var probes = track * 0x9E3779B97F4A7C15;
        return probes ^ (probes >> 32);
    }

    private ref Filter Current() => ref Unsafe.AsRef(in _isOdd != 0 ? ref _odd : ref _even);

    private static bool Has(in Filter filter, ulong probes)
    {
        for (var i = 0; i < Probes; i++, probes >>= ProbeBits)
        {
            var bit = (((int)probes & ProbeMask) * FilterBits) >> ProbeBits;
            if ((filter[bit >> 6] & (1UL << (bit & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Mark(ref Filter filter, ulong probes)
    {
        for (var i = 0; i < Probes; i++, probes >>= ProbeBits)
        {
            var bit = (((int)probes & ProbeMask) * FilterBits) >> ProbeBits;
            filter[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    [InlineArray(Words)]
    private struct Filter
    {
        private ulong _first;
    }
}
