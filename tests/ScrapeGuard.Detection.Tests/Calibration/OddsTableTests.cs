using ScrapeGuard.Detection.Calibration;

namespace ScrapeGuard.Detection.Tests.Calibration;

public sealed class OddsTableTests
{
    private readonly QuantileTable _table = OddsTable.Create();

    [TestCase(float.NaN, 1)]
    [TestCase(0, 1)]
    [TestCase(0.5f, 1)]
    public void PValue_EvenOddsOrLess_SaysNothing(float probability, double expected) =>
        _table.PValue(probability).Should().Be(expected);

    [Test]
    public void PValue_AnyProbability_IsOneOverTheOddsRoundedUp()
    {
        const int Seed = 3;
        var random = new Random(Seed);
        for (var round = 0; round < 2_000; round++)
        {
            var odds = Math.Pow(10, 6 * random.NextDouble());
            var probability = (float)(odds / (1 + odds));

            // The oracle: the float's own odds; above by up to a point of the table, 64 of which are a decade.
            var exact = Math.Max((1.0 - probability) / probability, 1e-6);
            _table.PValue(probability).Should().BeInRange(
                exact * 0.999, exact * 1.05 + 1e-7, $"seed {Seed}, probability {probability:R}");
        }
    }

    [Test]
    public void PValue_Certainty_ClaimsAMillionth() =>
        _table.PValue(1).Should().BeApproximately(1e-6, 1e-7);

    /// <summary>
    /// The theorem: of an honest classifier, people have a p-value of at most p no more often than p.
    /// </summary>
    [Test]
    public void PValue_HonestClassifier_IsValidForPeople()
    {
        const int Seed = 8;
        const int People = 100_000;
        var random = new Random(Seed);
        var counts = new Dictionary<double, int> { [0.2] = 0, [0.05] = 0, [0.01] = 0 };
        for (var person = 0; person < People; person++)
        {
            // People are normal at 0, scrapers at 2, as many of the one as of the other: log odds are 2 x - 2.
            var x = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var pValue = _table.PValue((float)(1 / (1 + Math.Exp(2 - 2 * x))));
            foreach (var level in counts.Keys)
                counts[level] += pValue <= level ? 1 : 0;
        }

        foreach (var (level, count) in counts)
            ((double)count / People).Should().BeInRange(1e-6, level, $"seed {Seed}");
    }
}
