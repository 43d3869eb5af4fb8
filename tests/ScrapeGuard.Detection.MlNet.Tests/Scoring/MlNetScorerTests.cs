using Microsoft.ML;
using Microsoft.ML.Data;
using ScrapeGuard.Detection.MlNet.Files;
using ScrapeGuard.Detection.MlNet.Training;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Tests.Scoring;

public sealed class MlNetScorerTests
{
    private const int Rows = 200;

    /// <summary>The oracle: the whole table through Transform, as the manual of ML.NET has it.</summary>
    [Test]
    public void Score_RandomizedPca_IsWhatTransformSays()
    {
        var file = SampleModels.RandomizedPca();
        var model = Read(file);
        var rows = People.Rows(seed: 5, Rows);
        var context = new MLContext();
        var transformer = context.Model.Load(new MemoryStream(file), out _);
        var expected = transformer.Transform(PeopleView.Of(context, rows, People.Names))
            .GetColumn<float>("Score")
            .Select(score => (float)((1 + score / (1 + Math.Abs((double)score))) / 2))
            .ToArray();

        var scores = Enumerable.Range(0, Rows).Select(row => model.Score(RowOf(rows, row))).ToArray();

        scores.Should().Equal(expected, "seed 5");
    }

    [Test]
    public void Score_ManyThreads_AgreesWithOne()
    {
        var model = Read(SampleModels.RandomizedPca());
        var rows = People.Rows(seed: 6, Rows);
        var alone = Enumerable.Range(0, Rows).Select(row => model.Score(RowOf(rows, row))).ToArray();
        var together = new float[8 * Rows];

        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => together[i] = model.Score(RowOf(rows, i % Rows)));

        together.Should().Equal(Enumerable.Repeat(alone, 8).SelectMany(scores => scores), "seed 6");
    }

    [Test]
    public void Score_ColumnsByName_TakesFeaturesByNameOnly()
    {
        // The model's first feature is the sixth of a row, its second the third.
        var model = Read(SampleModels.Classifier("feature-5", "feature-2"));
        var low = new float[People.Columns];
        var high = new float[People.Columns];
        var other = new float[People.Columns];
        high[5] = 10;
        other[0] = 10;

        model.Score(high).Should().BeGreaterThan(model.Score(low), "its label follows its first feature");
        model.Score(other).Should().Be(model.Score(low), "it does not know feature-0");
    }

    [Test]
    public void Score_NotANumber_SaysNothingAgainstTheAccount()
    {
        var model = Read(SampleModels.RandomizedPca());
        var row = People.Stranger(1);
        row[3] = float.NaN;

        model.Score(row).Should().Be(0);
        model.PValue(0).Should().Be(1);
    }

    [Test]
    public void Score_RowOfOtherLength_Throws() =>
        Read(SampleModels.RandomizedPca()).Invoking(model => model.Score(new float[3]))
            .Should().Throw<ArgumentException>();

    private static ReadOnlySpan<float> RowOf(float[] rows, int row) =>
        rows.AsSpan(row * People.Columns, People.Columns);

    private static DetectionModel Read(byte[] file)
    {
        var reading = MlNetModelFile.Read(new MemoryStream(file), People.Names, people: null);
        reading.Error.Should().BeNull();
        return reading.Model!;
    }
}
