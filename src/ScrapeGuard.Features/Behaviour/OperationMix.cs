using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Features.Behaviour;

/// <summary>
/// Which operation follows which, over about the last few hundred requests, in 38 bytes: six kinds by six, one byte each,
/// all halved when one is full. From it come the entropy of the mix, <c>H(X) = -sum p log2 p</c>, and of the order,
/// <c>H(X | previous) = H(previous, X) - H(previous)</c> (C. Shannon 1948).
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct OperationMix
{
    private const int Kinds = 6;

    private static readonly float[] CountLogs = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(c => TimesLog(c))];

    private Pairs _pairs;
    private byte _last;
    private byte _started;

    /// <summary>Counts a request.</summary>
    public void Add(Operation operation)
    {
        var kind = KindOf(operation);
        if (_started != 0)
        {
            ref var pair = ref _pairs[(_last * Kinds) + kind];
            if (pair == byte.MaxValue)
            {
                Halve();
            }

            pair++;
        }

        _started = 1;
        _last = (byte)kind;
    }

    /// <summary>Entropies in bits; 0 and 0 before the second request.</summary>
    public readonly (float Mix, float Order) Entropies()
    {
        Span<float> previous = stackalloc float[Kinds];
        Span<float> next = stackalloc float[Kinds];
        previous.Clear();
        next.Clear();
        var total = 0f;
        var pairSum = 0f;
        for (var i = 0; i < Kinds * Kinds; i++)
        {
            float count = _pairs[i];
            if (count > 0)
            {
                previous[i / Kinds] += count;
                next[i % Kinds] += count;
                total += count;
                pairSum += CountLogs[_pairs[i]];
            }
        }

        if (total == 0)
        {
            return (0, 0);
        }

        var pairEntropy = (float)StableLog.Log2(total) - (pairSum / total);
        var order = pairEntropy - EntropyOf(previous, total);
        return (EntropyOf(next, total), MathF.Max(order, 0));
    }

    /// <summary>H = log2(n) - sum(c log2 c) / n.</summary>
    private static float EntropyOf(ReadOnlySpan<float> counts, float total)
    {
        var sum = 0f;
        foreach (var count in counts)
        {
            sum += TimesLog(count);
        }

        return MathF.Max((float)StableLog.Log2(total) - (sum / total), 0);
    }

    private static float TimesLog(float count) => count > 0 ? (float)(count * StableLog.Log2(count)) : 0;

    /// <summary>Sign-ins and unknown operations count as browsing.</summary>
    private static int KindOf(Operation operation) => operation switch
    {
        Operation.Metadata => 0,
        Operation.Search => 1,
        Operation.Browse => 2,
        Operation.License => 3,
        Operation.Audio => 4,
        _ => operation == Operation.Play ? 5 : 2,
    };

    private void Halve()
    {
        for (var i = 0; i < Kinds * Kinds; i++)
        {
            _pairs[i] >>= 1;
        }
    }

    [InlineArray(Kinds * Kinds)]
    private struct Pairs
    {
        private byte _first;
    }
}
