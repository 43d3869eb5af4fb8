using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Features.Tests.Takings;

public sealed class BrowsingDebtTests
{
    private const uint Start = 1_767_600_000;

    [TestCase(1, 50, 9)]
    [TestCase(20, 50, 10)]
    public void Serve_BatchesOf50_StandAt420WithinTenCalls(int secondsPerCall, int batch, int calls)
    {
        var debt = default(BrowsingDebt);
        var made = 0u;
        while (debt.Minutes < 420)
        {
            debt.Serve(Start + (made++ * (uint)secondsPerCall), batch, isClick: false);
        }

        made.Should().Be((uint)calls);
    }

    /// <summary>The fastest of a hundred people who click through a catalogue, by ten minutes and by an hour.</summary>
    [TestCase(97, 600)]
    [TestCase(280, 3_600)]
    public void Serve_AlbumsAsFastAsPeopleClick_StayUnderTheDefaultBounds(int pages, int seconds)
    {
        var debt = default(BrowsingDebt);
        var random = new Random(7);
        for (var page = 0; page < pages; page++)
        {
            var shown = random.Next(1, 23);
            debt.Serve(
                Start + (uint)(page * seconds / pages), shown * BrowsingDebt.WeightOf(shown, listens: true),
                isClick: shown == 1);
        }

        debt.Minutes.Should().BeLessThan(420);
        debt.Hours.Should().BeLessThan(900);
    }

    [TestCase(1, true, 1)]
    [TestCase(4, true, 0.25f)]
    [TestCase(10, true, 0.2f)]
    [TestCase(40, true, 0.8f)]
    [TestCase(50, true, 1)]
    [TestCase(0, true, 1)]
    [TestCase(4, false, 0.25f)]
    [TestCase(12, false, 0.6f)]
    [TestCase(20, false, 1)]
    public void WeightOf_SmallPages_IsThatOfAClickAtLeast(int shown, bool listens, float weight) =>
        BrowsingDebt.WeightOf(shown, listens).Should().Be(weight);

    [TestCase(1, 750)]
    [TestCase(4, 900)]
    [TestCase(7, 1_350)]
    public void Serve_OneByOneRoundTheClock_StandsWithinHours(int secondsPerCall, int within)
    {
        var debt = default(BrowsingDebt);
        var made = 0u;
        while (debt.Minutes < 420 && debt.Hours < 900)
        {
            debt.Serve(Start + (made++ * (uint)secondsPerCall), 1, isClick: true);
        }

        made.Should().BeLessThanOrEqualTo((uint)within);
    }

    /// <summary>10 / 0.0706: single entries at any pace of up to five seconds.</summary>
    [TestCase(1)]
    [TestCase(4)]
    [TestCase(5)]
    public void Serve_NewEntriesWithoutAStop_StandAsNeverReadingAfter142(int secondsPerEntry)
    {
        var debt = default(BrowsingDebt);
        var made = 0u;
        while (debt.NeverReads < 10)
        {
            debt.Serve(Start + (made++ * (uint)secondsPerEntry), 1, isClick: true);
        }

        made.Should().Be(143, "the first has none before it");
    }

    [TestCase(6)]
    [TestCase(10)]
    public void Serve_NewEntriesAtTheRateOfShortLooks_SayNothingOfReading(int secondsPerEntry)
    {
        var debt = default(BrowsingDebt);
        for (var i = 0u; i < 1_000; i++)
        {
            debt.Serve(Start + (i * (uint)secondsPerEntry), 1, isClick: true);
        }

        debt.NeverReads.Should().Be(0);
    }

    /// <summary>Who clicks stops at one of ten for half a minute, and opens one of 20 again.</summary>
    [Test]
    public void Serve_PeopleWhoReadNowAndThen_StayFarFromNeverReading()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var debt = default(BrowsingDebt);
            var (second, most) = (Start, 0f);
            for (var i = 0; i < 600; i++)
            {
                second += random.Next(10) == 0 ? 30 : (uint)random.Next(1, 9);
                debt.Serve(second, random.Next(20) == 0 ? 0 : 1, isClick: true);
                most = Math.Max(most, debt.NeverReads);
            }

            most.Should().BeLessThan(8, $"seed {seed}");
        }
    }

    /// <summary>A client that asks for each line of a page by itself, and for pages of many.</summary>
    [Test]
    public void Serve_WhatAClientAsksForByItself_SaysNothingOfReading()
    {
        var debt = default(BrowsingDebt);
        for (var page = 0u; page < 400; page++)
        {
            for (var line = 0; line < 30; line++)
            {
                debt.Serve(Start + (page * 60), 1, isClick: true);
            }

            debt.Serve(Start + (page * 60) + 1, 50, isClick: false);
        }

        debt.NeverReads.Should().Be(0);
    }

    [Test]
    public void Serve_FastestPeopleMeasured_StaysFarBelow()
    {
        // 30 entries in a minute, 157 in ten, 597 in an hour: each in turn, and a page of 50 each minute besides.
        var debt = default(BrowsingDebt);
        var most = (Minutes: 0f, Hours: 0f);
        for (var second = 0u; second < 3_600; second++)
        {
            var entries = second % 60 == 0 && second % 600 == 0 ? 30f : second % 7 == 0 ? 1 : 0;
            debt.Serve(Start + second, entries, isClick: entries == 1);
            most = (Math.Max(most.Minutes, debt.Minutes), Math.Max(most.Hours, debt.Hours));
        }

        most.Minutes.Should().BeLessThan(100);
        most.Hours.Should().BeLessThan(650);
    }
}
