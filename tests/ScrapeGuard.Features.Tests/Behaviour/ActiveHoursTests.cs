using System.Runtime.CompilerServices;
using ScrapeGuard.Features.Behaviour;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Behaviour;

public sealed class ActiveHoursTests
{
    private const uint Start = (uint)RandomStream.Start;

    [Test]
    public void Mark_RandomSeconds_AgreesWithSetOfHours() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var active = default(ActiveHours);
        var hours = new HashSet<uint>();
        var second = Start;
        for (var i = 0; i < 300; i++)
        {
            second += (uint)random.Next(1 << random.Next(1, 21));
            active.Mark(second);
            var now = second / 3_600;
            hours.Add(now);
            active.CountDay().Should().Be(hours.Count(h => now - h < 24));
            active.CountWeek().Should().Be(hours.Count(h => now - h < 168));
            active.CountHoursOfDay().Should().Be(hours.Where(h => now - h < 168).Select(h => h % 24).Distinct().Count());
            var last = random.Next(1, 65);
            active.CountLast(last).Should().Be(hours.Count(h => now - h < last));
        }
    });

    [TestCase(167, 2)]
    [TestCase(168, 1)]
    [TestCase(191, 1)]
    [TestCase(192, 1)]
    [TestCase(1_000_000, 1)]
    public void Mark_AfterGap_ForgetsAtAWeek(int hours, int expected)
    {
        var active = default(ActiveHours);
        active.Mark(Start);
        active.Mark(Start + ((uint)hours * 3_600));
        active.CountWeek().Should().Be(expected);
    }

    [Test]
    public void SizeOf_Hours_Is28() => Unsafe.SizeOf<ActiveHours>().Should().Be(28);
}
