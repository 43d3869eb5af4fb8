using ScrapeGuard.Detection.Explanation;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.Tests.Explanation;

[TestFixture]
public sealed class SmallestChangeTests
{
    private readonly DetectionModel _model =
        DetectionModelTrainer.Train(RandomRows.Gaussian(1, 2000, 6), 6, RandomRows.Names(6), new());

    [Test]
    public void Of_ARowOddInTwoFeatures_MovesThoseTwoToTheNearestEnd()
    {
        var changes = SmallestChange.Of(_model, [0, 9, 0, 0, -9, 0], pValue: 0.15);

        changes.Should().BeEquivalentTo(
            [(Feature: 1, Value: _model.References[1].High), (Feature: 4, Value: _model.References[4].Low)]);
    }

    [Test]
    public void Of_ARowLikePeople_ChangesNothing()
    {
        SmallestChange.Of(_model, [0, 0, 0.1f, 0, 0, float.NaN], pValue: 0.05).Should().BeEmpty();
    }

    [Test]
    public void Of_RandomRows_ReachesWhatWasAskedForOrChangesNothing([Values(1, 2, 3)] int seed)
    {
        var rows = RandomRows.Gaussian((ulong)seed, 50, 6);
        for (var i = 0; i < 50; i++)
        {
            var row = rows.AsSpan(i * 6, 6).ToArray();
            row[i % 6] *= 4;
            var asked = _model.PValue(_model.Score(row));

            var changes = SmallestChange.Of(_model, row, pValue: 0.2);

            var changed = row.ToArray();
            foreach (var (feature, value) in changes)
            {
                changed[feature] = value;
            }

            changes.Select(change => change.Feature).Should().OnlyHaveUniqueItems($"seed {seed}, row {i}");
            if (changes.Count > 0)
            {
                asked.Should().BeLessThan(0.2, $"seed {seed}, row {i}");
                _model.PValue(_model.Score(changed)).Should().BeGreaterThanOrEqualTo(0.2, $"seed {seed}, row {i}");
            }
        }
    }
}
