using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Core.Hashing;

/// <summary>
/// Hashes that are the same on every machine, process and version: decisions depend on them. The 64-bit hash is wyhash,
/// final version 4.2 (Wang Yi, public domain; https://github.com/wangyi-fudan/wyhash) with its default secret: two
/// 64x64-bit multiplications for names of up to 16 bytes. It is not cryptographic; what an attacker can gain by
/// colliding names is to have two tracks counted as one.
/// </summary>
public static class StableHash
{
    private const ulong Secret0 = 0x2d358dccaa6c78a5;
    private const ulong Secret1 = 0x8bb84b93962eacc9;
    private const ulong Secret2 = 0x4b33a62ed433d4a3;
    private const ulong Secret3 = 0x4d5a2da51de1aa47;
    private const ulong AccountSeed = 0x5363726170654775;

    /// <summary>64-bit hash of a name.</summary>
    public static ulong Hash64(ReadOnlySpan<byte> text, ulong seed = 0)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var length = text.Length;
        seed ^= Mix(seed ^ Secret0, Secret1);
        ulong a;
        ulong b;
        if (length <= 16)
        {
            ReadShort(ref start, length, out a, out b);
        }
        else
        {
            seed = MixLong(ref start, length, seed);
            a = Read64(ref start, length - 16);
            b = Read64(ref start, length - 8);
        }

        a ^= Secret1;
        b ^= seed;
        var high = Math.BigMul(a, b, out var low);
        return Mix(low ^ Secret0 ^ (ulong)length, high ^ Secret1);
    }

    /// <summary>32-bit hash of a name that is never 0, so that 0 can mean "absent".</summary>
    public static uint Hash32(ReadOnlySpan<byte> text)
    {
        var hash = (uint)(Hash64(text) >> 32);
        return hash == 0 ? 1u : hash;
    }

    /// <summary>The key of an account's name.</summary>
    public static AccountKey Account(ReadOnlySpan<byte> name)
    {
        var low = Hash64(name, AccountSeed);
        return new AccountKey(Hash64(name, low ^ Secret3), low);
    }

    /// <summary>Mixes two words into one; every bit of both reaches every bit of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong a, ulong b) => Mix(a ^ Secret2, b ^ Secret3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadShort(ref byte start, int length, out ulong a, out ulong b)
    {
        if (length >= 4)
        {
            var middle = (length >> 3) << 2;
            a = ((ulong)Read32(ref start, 0) << 32) | Read32(ref start, middle);
            b = ((ulong)Read32(ref start, length - 4) << 32) | Read32(ref start, length - 4 - middle);
            return;
        }

        b = 0;
        a = length == 0
            ? 0
            : ((ulong)start << 16) | ((ulong)Unsafe.Add(ref start, length >> 1) << 8)
                | Unsafe.Add(ref start, length - 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong MixLong(ref byte start, int length, ulong seed)
    {
        var offset = 0;
        var rest = length;
        if (rest >= 48)
        {
            var seed1 = seed;
            var seed2 = seed;
            do
            {
                seed = Mix(Read64(ref start, offset) ^ Secret1, Read64(ref start, offset + 8) ^ seed);
                seed1 = Mix(Read64(ref start, offset + 16) ^ Secret2, Read64(ref start, offset + 24) ^ seed1);
                seed2 = Mix(Read64(ref start, offset + 32) ^ Secret3, Read64(ref start, offset + 40) ^ seed2);
                offset += 48;
                rest -= 48;
            }
            while (rest >= 48);
            seed ^= seed1 ^ seed2;
        }

        while (rest > 16)
        {
            seed = Mix(Read64(ref start, offset) ^ Secret1, Read64(ref start, offset + 8) ^ seed);
            offset += 16;
            rest -= 16;
        }

        return seed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(ref byte start, int offset) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Read32(ref byte start, int offset) =>
        Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, offset));
}
