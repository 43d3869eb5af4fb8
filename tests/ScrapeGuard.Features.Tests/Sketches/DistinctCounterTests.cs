using System.Runtime.CompilerServices;
using ScrapeGuard.Features.Sketches;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Sketches;

public sealed class DistinctCounterTests
{
    private const double StatedError = 0.104;

    [Test]
    public void SizeOf_Counter_Is48() => Unsafe.SizeOf<DistinctCounter>().Should().Be(48);

    /// <summary>Over S seeds the bias varies by error / sqrt(S), and the error by error / sqrt(2 S): four of each.</summary>
    [TestCase(10, 2_000)]
    [TestCase(100, 2_000)]
    [TestCase(1_000, 2_000)]
    [TestCase(10_000, 1_000)]
    [TestCase(100_000, 300)]
    [TestCase(1_000_000, 60)]
    public void Estimate_RandomTracks_KeepsStatedError(int tracks, int seeds)
    {
        var sum = 0.0;
        var squares = 0.0;
        for (var seed = 0; seed < seeds; seed++)
        {
            var counter = default(DistinctCounter);
            var random = new Random(seed);
            for (var i = 0; i < tracks; i++)
            {
                counter.Add((ulong)random.NextInt64(long.MinValue, long.MaxValue));
            }

            var error = (counter.Estimate / tracks) - 1;
            sum += error;
            squares += error * error;
        }

        var bias = sum / seeds;
        var deviation = Math.Sqrt(squares / seeds);
        TestContext.Out.WriteLine($"n {tracks}: bias {bias:P2} standard error {deviation:P2} over seeds 0 to {seeds - 1}");
        Math.Abs(bias).Should().BeLessThan(4 * StatedError / Math.Sqrt(seeds));
        deviation.Should().BeLessThan(StatedError * (1 + (4 / Math.Sqrt(2 * seeds))));
    }

    /// <summary>Only a register cut off at the base + 15 can change again for a track counted before.</summary>
    [Test]
    public void Add_Duplicates_CountNothingButForRegistersCutOff()
    {
        var changed = 0;
        for (var seed = 0; seed < 1_000; seed++)
        {
            var counter = default(DistinctCounter);
            var tracks = Catalogue.Random(1 + (seed * 3), seed);
            Array.ForEach(tracks, t => counter.Add(t));
            var before = counter.Estimate;
            Array.ForEach(tracks, t => counter.Add(t));
            counter.Estimate.Should().BeInRange(before, before * 1.05, "seed {0}", seed);
            changed += counter.Estimate > before ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{changed} of 1,000 counted a duplicate");
        changed.Should().BeLessThan(30);
    }

    [Test]
    public void Add_WhatIsKnown_IsCountedExactly()
    {
        var counter = default(DistinctCounter);
        var tracks = Catalogue.Random(32, seed: 3);
        Array.ForEach(tracks, t => counter.Add(t, knownNew: true));
        Array.ForEach(tracks, t => counter.Add(t, knownNew: false));
        counter.Estimate.Should().Be(32);
    }

    /// <summary>Each register at its highest, far above the base: nothing overflows and the base still rises.</summary>
    [Test]
    public void Add_HighestRanks_StaysFinite()
    {
        var counter = default(DistinctCounter);
        var inverse = 0xF1DE83E19937733DUL;
        for (var shift = 0; shift < 64; shift++)
        {
            for (var index = 0UL; index < 64; index++)
            {
                // The multiplier is odd, so its inverse picks the register and the trailing zeros at will.
                counter.Add(((index << 58) | (shift < 58 ? 1UL << shift : 0)) * inverse);
            }
        }

        counter.Estimate.Should().BePositive().And.BeLessThan(1e18);
    }

    [Test]
    public void Inverse_OfMultiplier_IsTheOneUsed() =>
        unchecked(0x9E3779B97F4A7C15UL * 0xF1DE83E19937733DUL).Should().Be(1);
}
