using System.Runtime.CompilerServices;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Behaviour;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Behaviour;

public sealed class OperationMixTests
{
    [Test]
    public void Entropies_RandomOperations_AgreeWithTextbook() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var kinds = 1 + random.Next(OperationNames.Count);
        var operations = new List<Operation>();
        var mix = default(OperationMix);
        for (var i = 0; i < random.Next(3_000); i++)
        {
            operations.Add((Operation)random.Next(1 + random.Next(kinds)));
            mix.Add(operations[^1]);
        }

        var (entropy, order) = mix.Entropies();
        ((double)entropy).Should().BeApproximately(OrderOracle.Mix(operations), 1e-4);
        ((double)order).Should().BeApproximately(OrderOracle.Order(operations), 1e-4);
        entropy.Should().BeInRange(0, 2.5851f);
        order.Should().BeInRange(0, 2.5851f);
    });

    [Test]
    public void Entropies_FixedOrder_HasNoSurprise()
    {
        var mix = default(OperationMix);
        for (var i = 0; i < 900; i++)
        {
            mix.Add((i % 3) switch { 0 => Operation.License, 1 => Operation.Audio, _ => Operation.Play });
        }

        mix.Entropies().Mix.Should().BeApproximately(1.585f, 0.001f);
        mix.Entropies().Order.Should().BeApproximately(0, 1e-4f);
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Entropies_NoPair_AreZero(int operations)
    {
        var mix = default(OperationMix);
        for (var i = 0; i < operations; i++)
        {
            mix.Add(Operation.Search);
        }

        mix.Entropies().Should().Be((0f, 0f));
    }

    [Test]
    public void SizeOf_Mix_Is38() => Unsafe.SizeOf<OperationMix>().Should().Be(38);

    [Test]
    public void Log2_AllCounts_IsWithinStatedError()
    {
        for (var n = 1; n < 20_000; n++)
        {
            StableLog.Log2(n).Should().BeApproximately(Math.Log2(n), 1e-10);
            StableLog.Log2(1.0 / n).Should().BeApproximately(-Math.Log2(n), 1e-10);
        }
    }
}
