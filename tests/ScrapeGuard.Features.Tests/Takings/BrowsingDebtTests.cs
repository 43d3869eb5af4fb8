using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Features.Tests.Takings;

public sealed class BrowsingDebtTests
{
    private const uint Start = 1_767_600_000;
    private const float DefaultOfHours = 1_100;

    private static readonly PageWeight Click = PageWeight.Of(Operation.Metadata, 1, listens: true);

    /// <summary>Of one who listens, a player of somebody else's may load a library of a thousand.</summary>
    [TestCase(1, false, 9)]
    [TestCase(20, false, 10)]
    [TestCase(1, true, 22)]
    public void Serve_BatchesOf50_StandAt420WithinSoManyCalls(int secondsPerCall, bool listens, int calls)
    {
        var debt = default(BrowsingDebt);
        var made = 0u;
        while (debt.Minutes < 420)
        {
            var page = PageWeight.Of(Operation.Metadata, 50, listens);
            debt.Serve(Start + (made++ * (uint)secondsPerCall), 50, page);
        }

        made.Should().Be((uint)calls);
    }

    /// <summary>
    /// Few calls for many entries, minutes apart, of one who listens to nothing: 123 a call by hours, and 55 an hour
    /// off.
    /// </summary>
    [TestCase(50, 20, 9)]
    [TestCase(50, 120, 10)]
    [TestCase(50, 400, 10)]
    [TestCase(28, 300, 10)]
    public void Serve_NamedBatchesWithoutListening_StandAtTheBound(int entries, int secondsPerCall, int within)
    {
        var debt = default(BrowsingDebt);
        var page = PageWeight.Of(Operation.Metadata, entries, listens: false);
        var calls = 0u;
        while (debt.Hours < DefaultOfHours && calls < 1_000)
        {
            debt.Serve(Start + (calls++ * (uint)secondsPerCall), entries, page);
        }

        calls.Should().Be((uint)within);
    }

    /// <summary>The same of who listens, and of a page that a client shows: half as much.</summary>
    [TestCase(Operation.Metadata, true)]
    [TestCase(Operation.Browse, true)]
    [TestCase(Operation.Browse, false)]
    [TestCase(Operation.Search, false)]
    public void Serve_TenOtherPagesOf50_StayUnderTheBound(Operation operation, bool listens)
    {
        var debt = default(BrowsingDebt);
        for (var call = 0u; call < 10; call++)
        {
            debt.Serve(Start + (call * 120), 50, PageWeight.Of(operation, 50, listens));
        }

        debt.Hours.Should().BeApproximately(500 - (9 * 120 * 55 / 3_600f), 0.01f);
    }

    /// <summary>The fastest of a hundred people who click through a catalogue, by ten minutes and by an hour.</summary>
    [TestCase(97, 600, Operation.Browse)]
    [TestCase(97, 600, Operation.Metadata)]
    [TestCase(280, 3_600, Operation.Browse)]
    [TestCase(280, 3_600, Operation.Metadata)]
    public void Serve_AlbumsAsFastAsPeopleClick_StayUnderTheDefaultBounds(int pages, int seconds, Operation operation)
    {
        var debt = default(BrowsingDebt);
        var random = new Random(7);
        for (var page = 0; page < pages; page++)
        {
            var shown = random.Next(1, 23);
            debt.Serve(
                Start + (uint)(page * seconds / pages), shown, PageWeight.Of(operation, shown, listens: true));
        }

        debt.Minutes.Should().BeLessThan(420);
        debt.Hours.Should().BeLessThan(DefaultOfHours);
    }

    /// <summary>The same where a client asks for an album by its tracks' names: of a dozen each.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void Serve_AlbumsOfADozenByTheirNames_StayUnderTheDefaultBounds(bool listens)
    {
        var debt = default(BrowsingDebt);
        var album = PageWeight.Of(Operation.Metadata, 12, listens);
        for (var page = 0u; page < 280; page++)
        {
            debt.Serve(Start + (page * 3_600 / 280), 12, album);
        }

        debt.Minutes.Should().BeLessThan(420);
        debt.Hours.Should().BeLessThan(DefaultOfHours);
    }

    /// <summary>
    /// Pages of what is new, for hours, of one who plays none of it: 1.3 an entry, 1,008 an hour at most, and 55 off.
    /// </summary>
    [TestCase(Operation.Browse, 22, 90, 46)]
    [TestCase(Operation.Metadata, 27, 285, 13)]
    [TestCase(Operation.Metadata, 22, 60, 31)]
    [TestCase(Operation.Metadata, 15, 150, 64)]
    [TestCase(Operation.Metadata, 20, 33, 50)]
    [TestCase(Operation.Search, 10, 30, 138)]
    public void Serve_SmallPagesForHoursWithoutListening_StandAtTheBoundWithin1500Entries(
        Operation operation, int entries, int secondsPerPage, int within)
    {
        var debt = default(BrowsingDebt);
        var pages = 0u;
        while (debt.Hours < DefaultOfHours && pages < 1_000)
        {
            debt.Serve(
                Start + (pages++ * (uint)secondsPerPage), entries, PageWeight.Of(operation, entries, listens: false));
        }

        pages.Should().BeCloseTo((uint)within, 1);
        (pages * entries).Should().BeLessThan(1_500);
    }

    /// <summary>A client searches at each letter that somebody types; or somebody leafs through albums.</summary>
    [TestCase(20, 1, 3_600)]
    [TestCase(25, 6, 600)]
    [TestCase(12, 11, 327)]
    public void Serve_PagesThatPourInForAnHour_StayUnderTheDefaultBound(int entries, int secondsPerPage, int pages)
    {
        var debt = default(BrowsingDebt);
        for (var page = 0u; page < pages; page++)
        {
            // A page weighs what it weighs; that clicking as fast as that for an hour is over it is another test's.
            var weight = PageWeight.Of(Operation.Search, entries, listens: false) with { OfHours = 0 };
            debt.Serve(Start + (page * (uint)secondsPerPage), entries, weight);
        }

        debt.Hours.Should().BeLessThan(DefaultOfHours);
    }

    /// <summary>1.3 an entry, and 55 an hour off.</summary>
    [TestCase(1, 631)]
    [TestCase(4, 888)]
    [TestCase(7, 922)]
    [TestCase(30, 1_307)]
    public void Serve_OneByOneRoundTheClock_StandsWithinHours(int secondsPerCall, int within)
    {
        var debt = default(BrowsingDebt);
        var made = 0u;
        while (debt.Minutes < 420 && debt.Hours < DefaultOfHours && made < 10_000)
        {
            debt.Serve(Start + (made++ * (uint)secondsPerCall), 1, Click);
        }

        made.Should().BeCloseTo((uint)within, 1);
    }

    /// <summary>
    /// The oracle of minutes knows no bucket: what is ahead at the end is the most by which what came since any one
    /// page is ahead of the time since it. That of hours drains in doubles.
    /// </summary>
    [Test]
    public void Serve_PagesAtAnyPace_AreAheadAsAnOracleSays() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var debt = default(BrowsingDebt);
        var (second, served, ahead) = (Start, new List<(uint Second, double Minutes)>(), 0.0);
        for (var i = 0; i < 300; i++)
        {
            var passed = (uint)(random.Next(20) == 0 ? random.Next(7_200) : random.Next(40));
            second += passed;
            var entries = random.Next(1, 60);
            var page = PageWeight.Of((Operation)random.Next(1, 4), entries, random.Next(2) == 0);
            var fresh = entries * random.NextSingle();
            var left = (debt.MinutesAt(second), debt.HoursAt(second));
            var idle = debt;
            idle.Serve(second, 0, page);
            (idle.Minutes, idle.Hours).Should().Be(left, "it drains whether something is served or not");
            debt.Serve(second, fresh, page);
            served.Add((second, fresh * page.OfMinutes));
            var hours = passed / 3_600.0;
            var share = 1 / (1 + (hours / 24) + (hours * hours / 1_152));
            ahead = Math.Max(0, Math.Min(ahead - (hours * 55), ahead * share))
                + Math.Max(fresh * page.OfHours, Math.Min(fresh * 1.3, (i == 0 ? second : passed) * page.PerSecond));
        }

        var minutes = Enumerable.Range(0, served.Count).Max(first =>
            served.Skip(first).Sum(one => one.Minutes) - ((second - served[first].Second) / 3.0));
        debt.Minutes.Should().BeApproximately((float)minutes, 0.1f, $"seed {seed}");
        debt.Hours.Should().BeApproximately((float)ahead, 0.1f, $"seed {seed}");
    });

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
            debt.Serve(Start + (made++ * (uint)secondsPerEntry), 1, Click);
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
            debt.Serve(Start + (i * (uint)secondsPerEntry), 1, Click);
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
                debt.Serve(second, random.Next(20) == 0 ? 0 : 1, Click);
                most = Math.Max(most, debt.NeverReads);
            }

            most.Should().BeLessThan(8, $"seed {seed}");
        }
    }

    /// <summary>Page after page of a dozen for 16 minutes, and none read, of one who listens to nothing.</summary>
    [TestCase(3, false, 10f)]
    [TestCase(10, false, 10f)]
    [TestCase(11, false, 0f)]
    [TestCase(3, true, 0f)]
    public void Serve_PagesWithoutAStop_StandAsNeverReadingAfter97(int secondsPerPage, bool listens, float nats)
    {
        var debt = default(BrowsingDebt);
        for (var i = 0u; i < 98; i++)
        {
            debt.Serve(Start + (i * (uint)secondsPerPage), 12, PageWeight.Of(Operation.Browse, 12, listens));
        }

        debt.NeverReads.Should().BeApproximately(nats, 0.1f);
    }

    /// <summary>A client that asks for each line of a page by itself, and for pages of many.</summary>
    [Test]
    public void Serve_WhatAClientAsksForByItself_SaysNothingOfReading()
    {
        var debt = default(BrowsingDebt);
        var many = PageWeight.Of(Operation.Metadata, 50, listens: true);
        for (var page = 0u; page < 400; page++)
        {
            for (var line = 0; line < 30; line++)
            {
                debt.Serve(Start + (page * 60), 1, Click);
            }

            debt.Serve(Start + (page * 60) + 1, 50, many);
        }

        debt.NeverReads.Should().Be(0);
    }

    /// <summary>
    /// 30 entries in a minute, 157 in ten, 597 in an hour, all by one person; a page of 30 each ten minutes besides.
    /// </summary>
    [Test]
    public void Serve_FastestPeopleMeasured_StaysFarBelow()
    {
        var debt = default(BrowsingDebt);
        var most = (Minutes: 0f, Hours: 0f);
        var clicks = 0;
        for (var second = 0u; second < 3_600; second++)
        {
            var due = second < 60 ? (second + 1) / 2
                : second < 600 ? 30 + ((second - 59) * 127 / 540)
                : 157 + ((second - 599) * 440 / 3_000);
            if (clicks < due)
            {
                clicks++;
                debt.Serve(Start + second, 1, Click);
            }

            if (second % 600 == 0)
            {
                debt.Serve(Start + second, 30, PageWeight.Of(Operation.Browse, 30, listens: false));
            }

            most = (Math.Max(most.Minutes, debt.Minutes), Math.Max(most.Hours, debt.Hours));
        }

        clicks.Should().Be(597);
        most.Minutes.Should().BeLessThan(100);
        most.Hours.Should().BeLessThan(850);
    }
}
