using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Features.Tests.Takings;

public sealed class PageWeightTests
{
    private const float Rounding = 1e-4f;

    private static readonly Operation[] Pages = [Operation.Metadata, Operation.Search, Operation.Browse];

    [Test]
    public void Of_SingleEntry_IsAClickHoweverItWasAskedFor(
        [ValueSource(nameof(Pages))] Operation operation, [Values] bool listens) =>
        PageWeight.Of(operation, 1, listens).Should()
            .Be(new PageWeight(1, PageWeight.OfClick, PageWeight.QuickOfEntries));

    [Test]
    public void Of_NoEntry_IsNoClick([ValueSource(nameof(Pages))] Operation operation, [Values] bool listens) =>
        PageWeight.Of(operation, 0, listens).QuickSeconds.Should().Be(0);

    /// <summary>What all of a page's entries count together.</summary>
    [TestCase(Operation.Search, 4, 1f, 1.3f)]
    [TestCase(Operation.Search, 12, 1f, 1.3f)]
    [TestCase(Operation.Browse, 12, 1f, 1.3f)]
    [TestCase(Operation.Browse, 20, 1.28f, 3.2f)]
    [TestCase(Operation.Browse, 50, 20f, 50f)]
    [TestCase(Operation.Metadata, 4, 1f, 1.3f)]
    [TestCase(Operation.Metadata, 12, 1f, 1.411f)]
    [TestCase(Operation.Metadata, 25, 3.536f, 8.839f)]
    [TestCase(Operation.Metadata, 50, 20f, 50f)]
    [TestCase(Operation.Metadata, 200, 80f, 200f)]
    public void Of_PageOfAListener_CountsAsAClickAtLeast(
        Operation operation, int entries, float minutes, float hours)
    {
        var page = PageWeight.Of(operation, entries, listens: true);

        (entries * page.OfMinutes).Should().BeApproximately(minutes, Rounding * entries);
        (entries * page.OfHours).Should().BeApproximately(hours, Rounding * entries);
        page.QuickSeconds.Should().Be(0, "who listens looks at many pages and reads none");
    }

    /// <summary>Where nobody listens, a call for 28 names counts as one for 50, for a dozen as a small page.</summary>
    [TestCase(12, 1.411f, 1.778f)]
    [TestCase(20, 9.297f, 22.870f)]
    [TestCase(25, 28.372f, 69.795f)]
    [TestCase(28, 50f, 123f)]
    [TestCase(50, 50f, 123f)]
    [TestCase(200, 200f, 492f)]
    public void Of_NamesAskedForWithoutListening_CountAsABatch(int entries, float minutes, float hours)
    {
        var page = PageWeight.Of(Operation.Metadata, entries, listens: false);

        (entries * page.OfMinutes).Should().BeApproximately(minutes, 0.01f);
        (entries * page.OfHours).Should().BeApproximately(hours, 0.01f);
    }

    /// <summary>Who listens to none of what he searches for gets it as by its names.</summary>
    [TestCase(Operation.Search, Operation.Metadata)]
    [TestCase(Operation.Browse, Operation.Browse)]
    public void Of_PageThatAClientShows_CountsByItsPaceWithoutListening(Operation operation, Operation asOfAListener)
    {
        for (var entries = 0; entries <= 500; entries++)
        {
            var with = PageWeight.Of(asOfAListener, entries, listens: true);
            var without = PageWeight.Of(operation, entries, listens: false);

            without.OfHours.Should().Be(with.OfHours, $"{entries} entries");
            without.OfMinutes.Should().BeInRange(with.OfMinutes, 2.5f * with.OfMinutes, $"{entries} entries");
            without.PerSecond.Should().Be(entries is > 1 and < 50 ? 0.28f : 0, $"{entries} entries");
            without.QuickSeconds.Should().Be((byte)(entries == 0 ? 0 : entries == 1 ? 5 : 10), $"{entries} entries");
            without.IsEntry.Should().Be(entries == 1, $"{entries} entries");
        }
    }

    [Test]
    public void Of_LargerPage_NeverCountsLess(
        [ValueSource(nameof(Pages))] Operation operation, [Values] bool listens)
    {
        var before = (Minutes: 0f, Hours: 0f);
        for (var entries = 1; entries <= 500; entries++)
        {
            var page = PageWeight.Of(operation, entries, listens);
            var now = (Minutes: entries * page.OfMinutes, Hours: entries * page.OfHours);
            now.Minutes.Should().BeGreaterThanOrEqualTo(before.Minutes - Rounding, $"{entries} entries");
            now.Hours.Should().BeGreaterThanOrEqualTo(before.Hours - Rounding, $"{entries} entries");
            before = now;
        }
    }

    [Test]
    public void Of_AnyPage_StaysWithinItsBounds() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var entries = random.Next(2) == 0 ? random.Next(100) : random.Next();
        var page = PageWeight.Of((Operation)random.Next(8), entries, random.Next(2) == 0);

        page.OfMinutes.Should().BeInRange(0, 50 / 28f, $"seed {seed}");
        page.OfHours.Should().BeInRange(page.OfMinutes, 123 / 28f, $"seed {seed}");
        page.IsEntry.Should().Be(entries == 1, $"seed {seed}");
    });
}
