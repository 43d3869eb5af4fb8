using ScrapeGuard.Detection.Explanation;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Tests.Allocations;

namespace ScrapeGuard.Detection.Tests.Explanation;

[TestFixture]
public sealed class FeatureAttributionTests
{
    private readonly DetectionModel _model =
        DetectionModelTrainer.Train(RandomRows.Gaussian(1, 2000, 6), 6, RandomRows.Names(6), new());

    [Test]
    public void Explain_OfARowOddInTwoFeatures_NamesThoseTwo()
    {
        var evidence = new FeatureEvidence[2];

        FeatureAttribution.Explain(_model, [0, 9, 0, 0, -9, 0], evidence).Should().Be(2);

        evidence.Select(item => item.Name).Should().BeEquivalentTo("feature1", "feature4");
        var first = evidence.Single(item => item.Feature == 1);
        first.Value.Should().Be(9);
        first.Low.Should().BeInRange(-2, -1.3f);
        first.Median.Should().BeInRange(-0.1f, 0.1f);
        first.High.Should().BeInRange(1.3f, 2);
    }

    [Test]
    public void Attribute_OfARow_IsTheFallOfTheScoreWithEachMedian()
    {
        float[] row = [0.5f, 3, -1, 0, 2, float.NaN];
        var weights = new float[6];

        var score = FeatureAttribution.Attribute(_model, row, weights);

        score.Should().Be(_model.Score(row));
        for (var i = 0; i < 6; i++)
        {
            var replaced = row.ToArray();
            replaced[i] = _model.References[i].Median;
            weights[i].Should().Be(Math.Max(0, score - _model.Score(replaced)));
        }
    }

    [Test]
    public void Attribute_OfTheMedians_IsZero()
    {
        var row = _model.References.ToArray().Select(reference => reference.Median).ToArray();
        var weights = new float[6];

        FeatureAttribution.Attribute(_model, row, weights);

        weights.Should().OnlyContain(weight => weight == 0);
        FeatureAttribution.Explain(_model, row, new FeatureEvidence[3]).Should().Be(0);
    }

    [TestCase(0)]
    [TestCase(2)]
    [TestCase(9)]
    public void PickTop_OfWeights_AgreesWithASort(int size)
    {
        float[] weights = [0.1f, 0, 0.3f, 0.1f, float.NaN, 0.7f];
        var top = new int[size];

        var count = FeatureAttribution.PickTop(weights, top);

        var expected = new[] { 5, 2, 0, 3 }.Take(size).ToArray();
        top.Take(count).Should().Equal(expected);
    }

    [Test]
    public void Explain_AfterWarmUp_AllocatesNothing()
    {
        float[] row = [0, 9, 0, 0, -9, 0];
        var evidence = new FeatureEvidence[3];
        FeatureAttribution.Explain(_model, row, evidence);

        Allocated.By(() => FeatureAttribution.Explain(_model, row, evidence)).Should().Be(0);
    }

    [Test]
    public void Attribute_OfAnotherLength_Throws() =>
        FluentActions.Invoking(() => FeatureAttribution.Attribute(_model, new float[5], new float[6]))
            .Should().Throw<ArgumentException>();
}
