using ScrapeGuard.Cli.Evaluating;

namespace ScrapeGuard.Cli.Tests.Evaluating;

public sealed class CostCurveTests
{
    private const long Day = 86_400_000_000;

    [Test]
    public void Of_PacesFarApart_HasAPointForEach()
    {
        var curve = CostCurve.Of([Scraper(50), Scraper(52), Scraper(2_000, 40), Scraper(2_000, 60)], isAudio: true);

        curve.Points.Should().HaveCount(2);
        curve.Points[0].Should().Be(new CostPoint(51, 2, 0, 0, 86e6 / 51, Accounts: null));
        curve.Points[1].Should().Be(new CostPoint(2_000, 2, 2, 0, 86e6 / 2_000, Accounts: 86e6 / 50));
        curve.CheapestUnseen.Should().Be(86e6 / 51);
        curve.CheapestUnseenByRateLimit.Should().Be(86e6 / 2_000);
    }

    [Test]
    public void Of_PeopleAndTheUnseen_HaveNoPart()
    {
        var person = new AccountOutcome(new LabelledAccount("p", "person", "listener", 5_000, 5_000))
        {
            FirstMicros = 0,
            LastMicros = Day,
        };
        var absent = new AccountOutcome(new LabelledAccount("a", "scraper", "loud", 5_000, 5_000));

        CostCurve.Of([person, absent], isAudio: true).Points.Should().BeEmpty();
    }

    /// <summary>The oracle: any scraper that is not suspended, in a group without one that is.</summary>
    [Test]
    public void CheapestUnseen_RandomScrapers_IsAPaceAtWhichNobodyIsSuspended()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var scrapers = Enumerable.Range(0, 30).Select(_ =>
            {
                var pace = random.Next(1, 10_000);
                return Scraper(pace, random.Next(10_000) < pace * 3 ? random.Next(1, pace + 1) : null);
            }).ToList();
            var curve = CostCurve.Of(scrapers, isAudio: true);

            curve.Points.Sum(point => point.Scrapers).Should().Be(30, $"seed {seed}");
            curve.Points.Select(point => point.TracksPerDay).Should().BeInAscendingOrder($"seed {seed}");
            curve.Points.Sum(point => point.Suspended).Should()
                .Be(scrapers.Count(scraper => scraper.SuspendedMicros is not null), $"seed {seed}");
            if (curve.CheapestUnseen is { } cheapest)
            {
                curve.Points.Single(point => point.AccountDays.Equals(cheapest)).Suspended.Should()
                    .Be(0, $"seed {seed}");
            }
        }
    }

    [Test]
    public void Roc_OfScores_RisesToAllOfBoth()
    {
        AccountOutcome[] outcomes =
        [
            With(Scraper(10), 0.9), With(Scraper(10), 0.5), With(Person(), 0.5), With(Person(), 0.1),
        ];

        var curve = RocCurve.Of(outcomes);

        curve.Should().Equal(new RocPoint(0.9, 0, 0.5), new RocPoint(0.5, 0.5, 1), new RocPoint(0.1, 1, 1));
        RocCurve.CaughtAt(curve, 0).Should().Be(0.5);
        RocCurve.CaughtAt(curve, 0.5).Should().Be(1);
        RocCurve.Of(outcomes[..2]).Should().BeEmpty();
    }

    private static AccountOutcome Scraper(long pace, long? suspendedAt = null) =>
        new(new LabelledAccount($"s{pace}", "scraper", "any", pace * 10, pace * 10))
        {
            FirstMicros = 0,
            LastMicros = 10 * Day,
            SuspendedMicros = suspendedAt is null ? null : Day,
            TakenBefore = (suspendedAt ?? 0, suspendedAt ?? 0),
        };

    private static AccountOutcome Person() => new(new LabelledAccount("p", "person", "listener", 5, 5))
    {
        FirstMicros = 0,
        LastMicros = Day,
    };

    private static AccountOutcome With(AccountOutcome outcome, double score)
    {
        outcome.HighestScore = score;
        return outcome;
    }
}
