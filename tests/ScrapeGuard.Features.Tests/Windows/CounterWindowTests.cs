using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ScrapeGuard.Features.Windows;

namespace ScrapeGuard.Features.Tests.Windows;

public sealed class CounterWindowTests
{
    private static readonly Vector128<ushort> Ones = Vector128<ushort>.One;

    [Test]
    public void SizeOf_Windows_IsAsStated()
    {
        Unsafe.SizeOf<CounterWindow8>().Should().Be(80);
        Unsafe.SizeOf<CounterWindow4>().Should().Be(40);
    }

    [TestCase(0, 1f)]
    [TestCase(3, 1f)]
    [TestCase(4, 0.75f)]
    [TestCase(5, 0f)]
    [TestCase(1_000_000, 0f)]
    public void Sum_AfterParts_SlidesOut(int parts, float expected)
    {
        var eight = default(CounterWindow8);
        eight.Add(steps: 0, Ones);
        eight.Slide(parts);
        eight.Sum(0.25f).Should().Be(Vector256.Create(expected));
        var four = default(CounterWindow4);
        four.Add(steps: 0, Ones);
        four.Slide(parts);
        four.Sum(0.25f).Should().Be(Vector128.Create(expected));
    }

    [Test]
    public void Add_ManyTimes_StopsAt65535APart()
    {
        var eight = default(CounterWindow8);
        var four = default(CounterWindow4);
        var delta = Vector128.Create((ushort)40_000);
        for (var part = 0; part < 10; part++)
        {
            eight.Add(steps: 1, delta);
            eight.Add(steps: 0, delta);
            four.Add(steps: 1, delta);
            four.Add(steps: 0, delta);
        }

        eight.Sum(0.5f).Should().Be(Vector256.Create(4.5f * ushort.MaxValue));
        four.Sum(0.5f).Should().Be(Vector128.Create(4.5f * ushort.MaxValue));
    }

    [Test]
    public void Add_EachCounter_IsCountedAlone()
    {
        var eight = default(CounterWindow8);
        var four = default(CounterWindow4);
        var delta = Vector128.Create((ushort)1, 2, 3, 4, 5, 6, 7, 8);
        eight.Add(steps: 7, delta);
        four.Add(steps: 7, delta);
        eight.Sum(0).Should().Be(Vector256.Create(1f, 2, 3, 4, 5, 6, 7, 8));
        four.Sum(0).Should().Be(Vector128.Create(1f, 2, 3, 4));
    }

    [Test]
    public void Add_TimeBackwards_StartsAnew()
    {
        var eight = default(CounterWindow8);
        eight.Add(steps: 10, Ones);
        eight.Add(steps: -1, Ones);
        eight.Sum(0).Should().Be(Vector256.Create(1f));
    }

    [TestCase(uint.MaxValue, WindowCut.Minute)]
    [TestCase(uint.MaxValue, WindowCut.Week)]
    [TestCase(0u, WindowCut.Day)]
    public void PartOf_EdgeSeconds_RebuildsTheSecond(uint second, int part)
    {
        var start = (double)WindowCut.PartOf(second, part) * part;
        (start + (WindowCut.GoneOf(second, part) * (double)part)).Should().BeApproximately(second, part * 1e-6);
        WindowCut.GoneOf(second, part).Should().BeInRange(0, 1);
    }
}
