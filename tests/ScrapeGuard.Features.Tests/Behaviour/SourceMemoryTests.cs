using System.Runtime.CompilerServices;
using ScrapeGuard.Features.Behaviour;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Behaviour;

public sealed class SourceMemoryTests
{
    private const uint HalfWeek = 302_400;
    private const uint Start = (uint)RandomStream.Start / HalfWeek * HalfWeek;

    [TestCase(0u, 0u, 1)]
    [TestCase(0u, HalfWeek, 1)]
    [TestCase(0u, (2 * HalfWeek) - 1, 1)]
    [TestCase(0u, 2 * HalfWeek, 0)]
    [TestCase(HalfWeek - 1, 2 * HalfWeek, 0)]
    [TestCase(HalfWeek - 1, (2 * HalfWeek) - 1, 1)]
    [TestCase(0u, 40 * HalfWeek, 0)]
    public void See_TimePasses_WindowIsHalfToWholeWeek(uint seen, uint now, int expected)
    {
        var memory = default(SourceMemory);
        memory.See(0x9E3779B1, Start + seen);
        memory.See(0, Start + now);
        ((int)memory.Count()).Should().Be(expected);
    }

    /// <summary>Bias and standard error over seeds; the last column of each is what linear counting of 32 bits reaches.</summary>
    [TestCase(1, 0.02, 0.02)]
    [TestCase(2, 0.04, 0.13)]
    [TestCase(4, 0.04, 0.13)]
    [TestCase(16, 0.04, 0.16)]
    [TestCase(32, 0.05, 0.19)]
    [TestCase(64, 0.1, 0.3)]
    public void Count_RandomSources_KeepsStatedError(int sources, double statedBias, double statedError)
    {
        var errors = Enumerable.Range(0, 2_000).Select(seed =>
        {
            var random = new Random(seed);
            var memory = default(SourceMemory);
            for (var i = 0; i < sources; i++)
            {
                memory.See((uint)random.NextInt64(1, 1L << 32), Start);
            }

            return (memory.Count() / sources) - 1.0;
        }).ToList();
        var bias = errors.Average();
        var error = Math.Sqrt(errors.Average(e => e * e));
        TestContext.Out.WriteLine($"n {sources}: bias {bias:P1} standard error {error:P1} over seeds 0 to 1999");
        Math.Abs(bias).Should().BeLessThan(statedBias);
        error.Should().BeLessThan(statedError);
    }

    [Test]
    public void Count_EveryBitSet_StopsAt133()
    {
        var memory = default(SourceMemory);
        for (var i = 0u; i < 32; i++)
        {
            memory.See((i << 27) | 1, Start);
            memory.Count().Should().BeApproximately(
                (float)(-32 * Math.Log(i < 31 ? 1 - ((i + 1) / 32.0) : 0.5 / 32)), 1e-4f);
        }

        memory.Count().Should().BeApproximately(133.08f, 0.01f);
    }

    [Test]
    public void SizeOf_Memory_Is12() => Unsafe.SizeOf<SourceMemory>().Should().Be(12);
}
