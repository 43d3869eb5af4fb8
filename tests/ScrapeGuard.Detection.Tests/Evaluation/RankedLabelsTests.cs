using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Detection.Evaluation;

namespace ScrapeGuard.Detection.Tests.Evaluation;

[TestFixture]
public sealed class RankedLabelsTests
{
    [Test]
    public void Auroc_OfAnyScores_IsTheShareOfPairsInOrder()
    {
        Prop.ForAll<(byte Score, bool Label)[]>(rows =>
        {
            var (scores, labels) = Split(rows);
            var expected = 0.0;
            foreach (var anomaly in rows.Where(row => row.Label))
            {
                foreach (var ordinary in rows.Where(row => !row.Label))
                    expected += anomaly.Score % 8 > ordinary.Score % 8 ? 1
                        : anomaly.Score % 8 == ordinary.Score % 8 ? 0.5 : 0;
            }
            expected /= (double)labels.Count(label => label) * labels.Count(label => !label);
            return Near(RankedLabels.Auroc(scores, labels), expected);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void AveragePrecision_OfAnyScores_IsTheSumOverThresholds()
    {
        Prop.ForAll<(byte Score, bool Label)[]>(rows =>
        {
            var (scores, labels) = Split(rows);
            double expected = 0, recall = 0;
            double anomalies = labels.Count(label => label);
            foreach (var threshold in scores.Distinct().OrderDescending())
            {
                var flagged = Enumerable.Range(0, rows.Length).Where(i => scores[i] >= threshold).ToArray();
                var hits = flagged.Count(i => labels[i]);
                expected += (hits / anomalies - recall) * hits / flagged.Length;
                recall = hits / anomalies;
            }
            return anomalies == 0 || Near(RankedLabels.AveragePrecision(scores, labels), expected);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Auroc_WithOneKindOnly_IsNaN() =>
        RankedLabels.Auroc([1, 2], [true, true]).Should().Be(double.NaN);

    private static (float[] Scores, bool[] Labels) Split((byte Score, bool Label)[] rows) =>
        (rows.Select(row => (float)(row.Score % 8)).ToArray(), rows.Select(row => row.Label).ToArray());

    private static bool Near(double found, double expected) =>
        double.IsNaN(expected) ? double.IsNaN(found) : Math.Abs(found - expected) < 1e-12;
}
