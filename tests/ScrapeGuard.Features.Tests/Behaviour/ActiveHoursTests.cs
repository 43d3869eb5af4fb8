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
            var week = hours.Where(h => now - h < 168);
            active.CountHoursOfDay().Should().Be(week.Select(h => h % 24).Distinct().Count());
            var last = random.Next(1, 65);
            active.CountLast(last).Should().Be(hours.Count(h => now - h < last));
        }
    });

    [Test]
    public void PartOfDay_RandomHours_AgreesWithTheMeanOfAngles() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var active = default(ActiveHours);
        var hours = new HashSet<uint>();
        var (from, length) = (random.Next(24), random.Next(1, 25));
        for (var hour = Start / 3_600; hour < (Start / 3_600) + 300; hour += (uint)random.Next(1, 9))
        {
            if ((hour + 24 - from) % 24 < length)
            {
                active.Mark(hour * 3_600);
                hours.RemoveWhere(h => hour - h >= 168);
                hours.Add(hour);
            }

            foreach (var isShifted in new[] { false, true })
            {
                var turns = hours.Select(h => 2 * Math.PI * (h % 24) / 24).ToList();
                var (x, y) = (turns.Sum(Math.Cos), turns.Sum(Math.Sin));
                var angle = ((Math.Atan2(y, x) / (2 * Math.PI)) + 1 + (isShifted ? 0.5 / 8 : 0)) % 1 * 8;
                var length5 = 5 * Math.Sqrt((x * x) + (y * y)) / hours.Count;
                if (hours.Count > 0 && Math.Abs(length5 - 1) > 0.02 && Math.Abs(angle - Math.Round(angle)) > 0.02)
                {
                    active.PartOfDay(isShifted).Should().Be(
                        length5 < 1 ? ActiveHours.PartsOfDay : (int)angle, $"seed {seed}, hour {hour}");
                }
            }
        }
    });

    [Test]
    public void PartOfDay_OneHourADay_IsItsEighth([Range(0, 23)] int hour)
    {
        var active = default(ActiveHours);
        active.Mark((uint)((Start / 86_400 * 86_400) + (hour * 3_600)));

        active.PartOfDay(isShifted: false).Should().Be(hour / 3);
        active.PartOfDay(isShifted: true).Should().Be((int)((hour + 1.5) / 3) % ActiveHours.PartsOfDay);
    }

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
